import { Input, makeStyles, tokens } from "@fluentui/react-components";
import { SettingRow } from "../form/setting-row.tsx";

const useStyles = makeStyles({
  short: { width: "140px", maxWidth: "100%" },
  full: { width: "100%", minWidth: 0 },
  unit: { color: tokens.colorNeutralForeground3 },
});

/** A row with one text or number; `unit` makes it a short one. */
export function TextRow({
  title,
  help,
  value,
  unit,
  short = unit !== undefined,
  numeric = short,
  placeholder,
  problem,
  required = false,
  onChange,
  onLeave,
}: {
  title: string;
  help?: string;
  value: string;
  unit?: string;
  short?: boolean;
  numeric?: boolean;
  placeholder?: string;
  problem?: string | undefined;
  required?: boolean;
  onChange: (value: string) => void;
  onLeave?: () => void;
}) {
  const styles = useStyles();
  return (
    <SettingRow title={title} help={help} problem={problem} required={required}>
      {({ labelId: _, ...aria }) => (
        <Input
          {...aria}
          className={short ? styles.short : styles.full}
          autoComplete="off"
          spellCheck={false}
          inputMode={numeric ? "decimal" : undefined}
          placeholder={placeholder}
          value={value}
          contentAfter={unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
          onChange={(_change, data) => onChange(data.value)}
          onBlur={onLeave}
        />
      )}
    </SettingRow>
  );
}
