import { useTranslation } from "react-i18next";
import type { Inspection } from "../../shared/inspection.ts";
import { FieldList } from "../feed/detail/fields.tsx";
import { useFormats } from "../ui/use-formats.ts";

/** Who sent it, when, and how. */
export function RequestFacts({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation("inspector");
  const formats = useFormats();
  const { event, arrival, body } = inspection;
  return (
    <FieldList
      fields={[
        [t("request.line"), arrival && `${arrival.method} ${arrival.target} HTTP/${arrival.httpVersion}`],
        [t("request.line"), arrival === null ? t("request.unknown") : null],
        [t("request.tls"), arrival && t(arrival.secure ? "request.secure" : "request.plain")],
        [t("request.from"), event.remoteAddress],
        [t("request.source"), event.source ?? t("request.noSource")],
        [t("request.received"), formats.full(event.receivedAt)],
        [t("request.size"), arrival && formats.exactBytes(arrival.bodyBytes)],
        [t("request.type"), body?.contentType ?? null],
        [t("request.kind"), t(`kind.${event.kind}`)],
        [t("request.hook"), event.hookEvent],
        [t("request.sha"), body?.sha256 ?? null],
      ]}
    />
  );
}
