import { makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { cameraLine, streamConfig, tokenPlaceholder } from "../../shared/stream-config/block.ts";
import { useTRPC } from "../app/trpc.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { TextLink } from "../ui/text-link.tsx";

const useStyles = makeStyles({
  part: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What to write where, for Stream and for everything that only wants an address. */
export function StreamSteps({ url }: { url: string }) {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: settings } = useQuery(trpc.settings.queryOptions());
  const { requireToken = false, sources = [] } = settings?.receiver ?? {};
  const withToken = requireToken || sources.some(({ enabled, hasToken }) => enabled && hasToken);
  const token = requireToken ? "tokenRequired" : withToken ? "tokenOptional" : "tokenNone";
  return (
    <>
      <section className={styles.part}>
        <h2 className={styles.title}>{t("receive.stream")}</h2>
        <p className={styles.text}>{t("receive.streamStep1")}</p>
        <CopyField label={t("receive.streamLabel")} text={streamConfig(url, withToken)} />
        {settings !== undefined && (
          <p className={styles.quiet}>
            {t(`receive.${token}`, { placeholder: tokenPlaceholder })}{" "}
            <TextLink href="/settings?section=sources">{t("receive.sources")}</TextLink>
          </p>
        )}
        <p className={styles.text}>{t("receive.streamStep2")}</p>
        <CopyField label={t("receive.cameraLabel")} text={cameraLine} />
        <p className={styles.text}>
          {t("receive.streamStep3")} <TextLink href="/doctor">{t("receive.check")}</TextLink>
        </p>
      </section>
      <section className={styles.part}>
        <h2 className={styles.title}>{t("receive.snapshot")}</h2>
        <p className={styles.text}>{t("receive.snapshotText")}</p>
        <CopyField label={t("receive.snapshotLabel")} text={url} />
      </section>
    </>
  );
}
