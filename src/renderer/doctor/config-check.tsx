import { Button, makeStyles, Textarea, tokens } from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkStreamConfig } from "../../shared/stream-config/check.ts";
import { useStatus } from "../app/live-context.tsx";
import { useTRPC } from "../app/trpc.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { ConfigFindings } from "./config-findings.tsx";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  intro: { margin: 0, color: tokens.colorNeutralForeground2 },
  field: { width: "100%", "& textarea": { fontFamily: tokens.fontFamilyMonospace, minHeight: "132px", maxHeight: "50vh" } },
  corrected: { margin: `${tokens.spacingVerticalS} 0 0` },
});

/**
 * Stream's config.ini, pasted: what is wrong, and the file as it should be. The text is kept in this component alone: not in the
 * address, not in any store, and nothing of it is sent.
 */
export function ConfigCheck() {
  const { t } = useTranslation("doctor");
  const styles = useStyles();
  const trpc = useTRPC();
  const id = useId();
  const receiver = useStatus()?.receiver;
  const { data: settings } = useQuery(trpc.settings.queryOptions());
  const [text, setText] = useState("");
  const shown = useDeferredValue(text);
  const { urls, port, tls } = receiver ?? { urls: [], port: 8001, tls: false };
  const requireToken = settings?.receiver.requireToken === true;
  const urlKey = urls.join(" ");
  const report = useMemo(
    () =>
      shown.trim() === ""
        ? null
        : checkStreamConfig(shown, { urls: urlKey === "" ? [] : urlKey.split(" "), port, tls, requireToken }),
    [shown, urlKey, port, tls, requireToken],
  );
  const mended = report !== null && report.corrected !== null && report.corrected !== shown;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t("config.title")}
      </h2>
      <p className={styles.intro} id={`${id}-intro`}>
        {t("config.intro")}
      </p>
      <Textarea
        className={styles.field}
        aria-label={t("config.field")}
        aria-describedby={`${id}-intro`}
        placeholder={t("config.placeholder")}
        resize="vertical"
        rows={6}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(_, data) => setText(data.value)}
      />
      {text !== "" && (
        <div>
          <Button size="small" icon={<Dismiss16Regular />} onClick={() => setText("")}>
            {t("config.clear")}
          </Button>
        </div>
      )}
      <div role="status">{report !== null && <ConfigFindings report={report} />}</div>
      {mended && report.findings.some(({ level }) => level !== "note") && (
        <>
          <p className={styles.corrected}>{t("config.corrected")}</p>
          <CopyField label={t("config.correctedLabel")} text={report.corrected ?? ""} />
        </>
      )}
    </section>
  );
}
