import { Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useStatus } from "../app/live-context.tsx";

const useStyles = makeStyles({
  group: { border: "none", margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  boxes: { display: "flex", flexWrap: "wrap", columnGap: tokens.spacingHorizontalM },
});

/** Where reads go that appear late. None is chosen before the operator does: a gate must not open for a car of yesterday. */
export function ChooseDestinations({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { t } = useTranslation("inspector");
  const styles = useStyles();
  const hint = useId();
  const destinations = (useStatus()?.destinations ?? []).filter(({ state }) => state !== "disabled");
  return (
    <fieldset className={styles.group} aria-describedby={hint}>
      <legend className={styles.legend}>{t("again.where")}</legend>
      <p className={styles.hint} id={hint}>
        {t(destinations.length === 0 ? "again.noDestinations" : "again.whereHelp")}
      </p>
      <div className={styles.boxes}>
        {destinations.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) => onChange(checked === true ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
