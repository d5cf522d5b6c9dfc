import { Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";

const useStyles = makeStyles({
  pair: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  number: {
    flex: 1,
    width: "70px",
    minWidth: 0,
    maxWidth: "96px",
    // As high as its frame: what is pressed is 24 pixels high.
    "& input": { height: "24px", margin: "-1px 0" },
  },
});

/** Two numbers that mean a range, taken when the field is left. */
export function NumberPair({
  label,
  unit,
  most,
  value,
  onChange,
}: {
  label: string;
  unit: string;
  most: number;
  value: readonly [number | null, number | null];
  onChange: (value: [number | null, number | null]) => void;
}) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const input = (which: 0 | 1) => (
    <Input
      key={`${which} ${value[which]}`}
      className={styles.number}
      size="small"
      type="number"
      min={0}
      max={most}
      aria-label={t(which === 0 ? "pair.from" : "pair.to", { label })}
      contentAfter={unit}
      defaultValue={value[which] === null ? "" : String(value[which])}
      onBlur={(left) => {
        const number = left.target.value === "" ? null : Math.max(0, Math.min(most, Number(left.target.value)));
        if (number !== value[which]) onChange(which === 0 ? [number, value[1]] : [value[0], number]);
      }}
      onKeyDown={(pressed) => {
        if (pressed.key === "Enter") pressed.currentTarget.blur();
      }}
    />
  );
  return (
    <Field label={label} size="small">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its frame; the two inputs name themselves */}
      <div role="group" aria-label={label} className={styles.pair}>
        {input(0)}
        <span aria-hidden>–</span>
        {input(1)}
      </div>
    </Field>
  );
}
