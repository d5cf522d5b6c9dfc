import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { DestinationView } from "../../shared/destination.ts";
import type { DestinationStatus } from "../../shared/status.ts";
import { useStatusWords } from "../app/status-words.ts";
import { tellsFingerprint } from "../ui/fingerprints.ts";
import { Sentence } from "../ui/sentence.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { Time } from "../ui/time.tsx";
import { useRulesSentence } from "./texts.ts";
import type { DestinationTest } from "./use-destination-test.ts";

const useStyles = makeStyles({
  band: {
    display: "flex",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  person: { backgroundColor: tokens.colorStatusDangerBackground1, border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  care: { backgroundColor: tokens.colorStatusWarningBackground1, border: `1px solid ${tokens.colorStatusWarningBorder1}` },
  shape: { marginTop: "3px" },
  words: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXS, minWidth: 0, overflowWrap: "anywhere" },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: tokens.spacingHorizontalS },
  state: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  next: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalXS} 0`,
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

/** How the destination is, since when, and the one sentence that matters. Waiting is calm; only what is for a person is loud. */
export function StateBand({
  destination,
  kind,
  status,
  test,
}: {
  destination: DestinationView;
  kind: string;
  status: DestinationStatus | null;
  test: DestinationTest;
}) {
  const { t } = useTranslation("destinations");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const words = useStatusWords();
  const rulesSentence = useRulesSentence();
  const state = status?.state ?? (destination.enabled ? "idle" : "disabled");
  const person = state === "cameraPaused" || (state === "paused" && status?.pausedByOperator !== true);
  return (
    <section
      className={mergeClasses(styles.band, person && styles.person, state === "retrying" && styles.care)}
      aria-label={t("state", { name: destination.name })}
    >
      <StateShape state={state} className={styles.shape} />
      <div className={styles.words}>
        <div className={styles.head}>
          <span className={styles.state}>{ui(`destinationState.${state}`)}</span>
          {status !== null && status.since !== null && (
            <span className={styles.quiet}>
              {t("since")} <Time at={status.since} precision="minute" />
            </span>
          )}
          {status !== null && status.nextAttemptAt !== null && (state === "retrying" || state === "paused") && (
            <span className={styles.quiet}>
              {t(state === "paused" ? "goesOnAt" : "nextTryAt")} <Time at={status.nextAttemptAt} />
            </span>
          )}
        </div>
        {status !== null && (
          <span>
            <Sentence text={words.destination(status)} />
          </span>
        )}
        {person && status !== null && tellsFingerprint(status.reason ?? "") && test.report === null && (
          <span className={styles.next}>
            <Button size="small" disabledFocusable={test.running} onClick={() => void test.run()}>
              {t("certificate.test")}
            </Button>
            {t("certificate.testHint")}
          </span>
        )}
        <span className={styles.quiet}>
          {kind} · {rulesSentence(destination.rules, destination.name)}
        </span>
      </div>
    </section>
  );
}
