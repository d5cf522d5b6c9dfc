import { Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { WordCount } from "../../shared/history.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  menu: { minWidth: "150px", width: "150px" },
  list: { maxHeight: "320px", minWidth: "max-content" },
});

/** Several words of one kind in the width of a button: none chosen means all. */
export function WordsMenu({
  label,
  all,
  value,
  known,
  onChange,
}: {
  label: string;
  all: string;
  value: readonly string[];
  known: readonly WordCount[];
  onChange: (words: string[]) => void;
}) {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const styles = useStyles();
  const shown = (word: string) => (word === "" ? t("notTold") : word);
  const gone = value.filter((word) => !known.some((one) => one.word === word)).map((word) => ({ word, reads: 0 }));
  // Not in the order of their numbers: a camera is looked for by its name.
  const listed = [...gone, ...known].toSorted((a, b) => a.word.localeCompare(b.word, undefined, { numeric: true }));
  return (
    <Dropdown
      size="small"
      className={styles.menu}
      multiselect
      aria-label={label}
      listbox={{ className: styles.list }}
      value={value.length === 0 ? all : value.map(shown).join(", ")}
      selectedOptions={value.map((word) => `=${word}`)}
      onOptionSelect={(_, { selectedOptions }) => onChange(selectedOptions.map((option) => option.slice(1)))}
    >
      {listed.map(({ word, reads }) => (
        <Option key={word} value={`=${word}`} text={shown(word)}>
          {t("wordReads", { word: shown(word), number: formats.number(reads) })}
        </Option>
      ))}
    </Dropdown>
  );
}
