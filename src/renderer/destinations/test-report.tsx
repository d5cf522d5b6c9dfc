import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import type { TestReport } from "../../main/console/backend.ts";
import { useFormats } from "../ui/use-formats.ts";
import type { DestinationTest } from "./use-destination-test.ts";

const useStyles = makeStyles({
  report: { marginBottom: tokens.spacingVerticalM, whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  facts: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXXS,
    margin: `${tokens.spacingVerticalS} 0 0`,
    "& dt": { color: tokens.colorNeutralForeground2 },
    "& dd": { margin: 0, overflowWrap: "anywhere" },
  },
  print: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** What the test said, in words, until it is dismissed or run again. */
export function TestResult({ test, onTrust }: { test: DestinationTest; onTrust: ((sha256: string) => void) | null }) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const formats = useFormats();
  const { report } = test;
  // The region stays in the page, so that what appears in it is read out.
  return (
    <div role="status">
      {report !== null && (
        <MessageBar intent={report.ok ? "success" : "error"} layout="multiline" className={styles.report}>
          <MessageBarBody>
            <MessageBarTitle>
              {t(report.ok ? "test.passed" : "test.failed", { duration: formats.duration(report.durationMs) })}
            </MessageBarTitle>
            {report.message}
            {report.certificate !== null && <Certificate certificate={report.certificate} />}
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button appearance="transparent" icon={<Dismiss20Regular />} aria-label={t("test.dismiss")} onClick={test.forget} />
            }
          >
            {report.certificate !== null && onTrust !== null && (
              <Button size="small" onClick={() => report.certificate && onTrust(report.certificate.sha256)}>
                {t("certificate.trust")}
              </Button>
            )}
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}

/** Enough to compare with what the server's own screen says before trusting it. */
function Certificate({ certificate }: { certificate: NonNullable<TestReport["certificate"]> }) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      <dt>{t("certificate.subject")}</dt>
      <dd>{certificate.subject}</dd>
      <dt>{t("certificate.issuer")}</dt>
      <dd>{certificate.issuer}</dd>
      <dt>{t("certificate.validity")}</dt>
      <dd>{t("certificate.fromTo", { from: certificate.validFrom, to: certificate.validTo })}</dd>
      <dt>{t("certificate.sha256")}</dt>
      <dd className={styles.print}>{certificate.sha256}</dd>
    </dl>
  );
}
