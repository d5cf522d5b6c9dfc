import { Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { SettingRow } from "../form/setting-row.tsx";

const useStyles = makeStyles({ full: { width: "100%", minWidth: 0 } });

/** One of a few, saved as soon as it is chosen. */
export function ChoiceRow<Value extends string>({
  title,
  help,
  value,
  choices,
  onChoose,
}: {
  title: string;
  help: string;
  value: Value;
  choices: readonly { value: Value; words: string }[];
  onChoose: (value: Value) => void;
}) {
  const styles = useStyles();
  return (
    <SettingRow title={title} help={help}>
      {({ labelId, ...aria }) => (
        <Dropdown
          {...aria}
          aria-labelledby={labelId}
          className={styles.full}
          selectedOptions={[value]}
          value={choices.find((choice) => choice.value === value)?.words ?? value}
          onOptionSelect={(_, data) => {
            const chosen = choices.find((choice) => choice.value === data.optionValue);
            if (chosen && chosen.value !== value) onChoose(chosen.value);
          }}
        >
          {choices.map((choice) => (
            <Option key={choice.value} value={choice.value}>
              {choice.words}
            </Option>
          ))}
        </Dropdown>
      )}
    </SettingRow>
  );
}
