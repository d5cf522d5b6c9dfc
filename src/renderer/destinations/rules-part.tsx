import { makeStyles, tokens } from "@fluentui/react-components";
import { Filter16Regular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DestinationView, Rules } from "../../shared/destination.ts";
import { inputOf, refusalOf } from "../form/refusal.ts";
import { SaveBar, type SaveOutcome } from "../form/save-bar.tsx";
import { type RulesState, rulesOf, rulesStateOf } from "./rules-form.ts";
import { RulesRows, rulesInputs } from "./rules-rows.tsx";
import { useRulesSentence } from "./texts.ts";

const useStyles = makeStyles({
  sum: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    margin: `0 0 ${tokens.spacingVerticalM}`,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "anywhere",
  },
  shape: { flexShrink: 0, marginTop: "2px" },
});

/** Which reads go to the destination, with a sentence that sums it up while it is edited. */
export function RulesPart({
  destination,
  onSave,
  onDirty,
}: {
  destination: DestinationView;
  onSave: (rules: Rules) => Promise<unknown>;
  onDirty: (dirty: boolean) => void;
}) {
  const { t } = useTranslation("destinations");
  const { t: form } = useTranslation("form");
  const styles = useStyles();
  const sentence = useRulesSentence();
  const [state, setState] = useState(() => rulesStateOf(destination.rules));
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState<SaveOutcome>({ state: "idle" });
  const { rules, problems } = rulesOf(state);
  const dirty = JSON.stringify(state) !== JSON.stringify(rulesStateOf(destination.rules));
  useEffect(() => onDirty(dirty), [dirty, onDirty]);

  const texts: Record<string, string> = { ...refused };
  if (checked) for (const [input, problem] of Object.entries(problems)) texts[input] = t(`rules.problem.${problem}`);

  const change = (next: RulesState) => {
    setState(next);
    setRefused({});
  };
  const save = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) return setOutcome({ state: "failed", message: form("save.seeInput") });
    setOutcome({ state: "saving" });
    try {
      await onSave(rules);
      setOutcome({ state: "saved" });
      setState(rulesStateOf(rules));
    } catch (error) {
      const refusal = refusalOf(error);
      const input = inputOf(refusal?.field ?? null, rulesInputs, "rules");
      if (refusal !== null && input !== null) setRefused({ [input]: refusal.message });
      setOutcome({
        state: "failed",
        message: input !== null ? form("save.seeInput") : (refusal?.message ?? form("save.noAnswer")),
      });
    }
  };
  return (
    <form
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        void save();
      }}
    >
      <p className={styles.sum} aria-live="polite">
        <Filter16Regular className={styles.shape} aria-hidden />
        {sentence(rules, destination.name)}
      </p>
      <RulesRows state={state} problems={texts} onChange={change} onLeave={() => setChecked(true)} />
      <SaveBar dirty={dirty} outcome={outcome} save={t("rules.save")} onDiscard={() => change(rulesStateOf(destination.rules))} />
    </form>
  );
}
