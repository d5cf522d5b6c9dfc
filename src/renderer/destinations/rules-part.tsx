import { makeStyles, tokens } from "@fluentui/react-components";
import { Filter16Regular } from "@fluentui/react-icons";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { DestinationView, Rules } from "../../shared/destination.ts";
import { SaveBar } from "../form/save-bar.tsx";
import { useSection } from "../form/use-section.ts";
import { rulesOf, rulesStateOf } from "./rules-form.ts";
import { RulesRows } from "./rules-rows.tsx";
import { useRulesSentence } from "./texts.ts";

/** The inputs that a refusal can be about, as the core names them under "rules". */
const inputs = [
  ...["cameras", "minScore", "regions", "vehicleTypes", "directionFrom", "directionTo", "requirePlate"],
  ...["onLists", "notOnLists", "firstWithinS"],
];

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
  const styles = useStyles();
  const sentence = useRulesSentence();
  const section = useSection({
    stored: rulesStateOf(destination.rules),
    read(state) {
      const { rules, problems } = rulesOf(state);
      const words = Object.entries(problems).map(([input, problem]) => [input, t(`rules.problem.${problem}`)]);
      return { value: rules, problems: Object.fromEntries(words) };
    },
    send: onSave,
    inputs,
    prefix: "rules",
  });
  const { dirty } = section;
  useEffect(() => onDirty(dirty), [dirty, onDirty]);
  return (
    <form {...section.form}>
      <p className={styles.sum} aria-live="polite">
        <Filter16Regular className={styles.shape} aria-hidden />
        {sentence(rulesOf(section.state).rules, destination.name)}
      </p>
      <RulesRows state={section.state} problems={section.problems} onChange={section.change} onLeave={section.left} />
      <SaveBar dirty={dirty} outcome={section.outcome} save={t("rules.save")} onDiscard={section.discard} />
    </form>
  );
}
