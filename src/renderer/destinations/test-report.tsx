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
import { useRecorded } from "../app/recorded.ts";
import { withoutFingerprints } from "../ui/fingerprints.ts";
import { Fingerprint } from "../ui/sentence.tsx";
import { useFormats } from "../ui/use-formats.ts";
import type { DestinationTest } from "./use-destination-test.ts";
import type { Trust } from "./use-trust.ts";

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
  advice: { margin: `${tokens.spacingVerticalS} 0 0` },
});

/** What the test said, in words, until it is dismissed or run again. */
export function TestResult({ test, trust }: { test: DestinationTest; trust: Trust | null }) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const recorded = useRecorded();
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
            {report.certificate === null ? (
              recorded(report.message)
            ) : (
              <>
                {withoutFingerprints(recorded(report.message))}
                <Certificate certificate={report.certificate} pinned={trust?.pinned ?? ""} />
                {trust !== null && <p className={styles.advice}>{t("certificate.advice")}</p>}
              </>
            )}
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button appearance="transparent" icon={<Dismiss20Regular />} aria-label={t("test.dismiss")} onClick={test.forget} />
            }
          >
            {report.certificate !== null && trust !== null && (
              <Button onClick={() => report.certificate && void trust.pin(report.certificate.sha256)}>
                {t(trust.saves ? "certificate.pinAndSave" : "certificate.pin")}
              </Button>
            )}
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}

/** Enough to compare with what the server's own screen says before trusting it. */
function Certificate({ certificate, pinned }: { certificate: NonNullable<TestReport["certificate"]>; pinned: string }) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const formats = useFormats();
  const other = pinned !== "" && pinned !== certificate.sha256;
  const day = (text: string) => (Number.isNaN(Date.parse(text)) ? text : formats.day(Date.parse(text)));
  return (
    <dl className={styles.facts} aria-label={t("certificate.label")}>
      <dt>{t("certificate.subject")}</dt>
      <dd>{certificate.subject}</dd>
      <dt>{t("certificate.issuer")}</dt>
      <dd>{certificate.issuer}</dd>
      <dt>{t("certificate.validity")}</dt>
      <dd>{t("certificate.fromTo", { from: day(certificate.validFrom), to: day(certificate.validTo) })}</dd>
      {other && (
        <>
          <dt>{t("certificate.pinned")}</dt>
          <dd>
            <Fingerprint sha256={pinned} />
          </dd>
        </>
      )}
      <dt>{t(other ? "certificate.shown" : "certificate.sha256")}</dt>
      <dd>
        <Fingerprint sha256={certificate.sha256} />
      </dd>
    </dl>
  );
}
