import { Button, Input, makeStyles, tokens } from "@fluentui/react-components";
import { Add16Regular, Delete16Regular } from "@fluentui/react-icons";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { SecretInput } from "./secret-input.tsx";
import type { RowAria } from "./setting-row.tsx";
import type { PairState } from "./values.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS, alignItems: "flex-start" },
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 2fr) minmax(0, 3fr) auto",
    gap: tokens.spacingHorizontalXS,
    width: "100%",
  },
  input: { minWidth: 0 },
});

/** Rows of name and value; where the values are secret they are write-only, and kept ones stay as long as their name does. */
export function PairsInput({
  value,
  secret,
  aria,
  onChange,
  onBlur,
  ref,
}: {
  value: readonly PairState[];
  secret: boolean;
  aria: RowAria;
  onChange: (value: PairState[]) => void;
  onBlur: () => void;
  /** The first name, or the button that adds one. */
  ref: Ref<HTMLElement>;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const change = (at: number, part: Partial<PairState>) =>
    onChange(value.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take its name from a label outside of it
    <div className={styles.root} role="group" aria-labelledby={aria.labelId} aria-describedby={aria["aria-describedby"]}>
      {value.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place while their names are typed
        <div className={styles.row} key={at}>
          <Input
            className={styles.input}
            ref={at === 0 ? (ref as Ref<HTMLInputElement>) : null}
            value={row.name}
            placeholder={t("pairs.name")}
            aria-label={t("pairs.nameOf", { number: at + 1 })}
            aria-invalid={aria["aria-invalid"]}
            spellCheck={false}
            onChange={(_, data) => change(at, { name: data.value })}
            onBlur={onBlur}
          />
          {secret ? (
            <SecretInput
              name={row.name || t("pairs.value")}
              aria-label={t("pairs.valueOf", { name: row.name || at + 1 })}
              // Only whole rows are removed here.
              value={{ stored: false, removed: false, typed: row.value }}
              kept={row.storedAs !== null && row.storedAs === row.name.trim()}
              onChange={(next) => change(at, { value: next.typed })}
              onBlur={onBlur}
            />
          ) : (
            <Input
              className={styles.input}
              value={row.value}
              placeholder={t("pairs.value")}
              aria-label={t("pairs.valueOf", { name: row.name || at + 1 })}
              spellCheck={false}
              onChange={(_, data) => change(at, { value: data.value })}
              onBlur={onBlur}
            />
          )}
          <Button
            appearance="subtle"
            icon={<Delete16Regular />}
            aria-label={t("pairs.remove", { name: row.name || at + 1 })}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        size="small"
        ref={value.length === 0 ? (ref as Ref<HTMLButtonElement>) : null}
        icon={<Add16Regular />}
        onClick={() => onChange([...value, { name: "", value: "", storedAs: null }])}
      >
        {t("pairs.add")}
      </Button>
    </div>
  );
}
