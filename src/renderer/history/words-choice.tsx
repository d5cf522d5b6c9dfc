import { Combobox, Field, makeStyles, Option } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WordCount } from "../../shared/history.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  box: { minWidth: 0, width: "100%" },
  list: { maxHeight: "320px" },
});

/** So many are listed at once; typing finds the others. */
const listed = 100;

/** Several words of one kind, chosen from those there are, with the number of reads that have each. */
export function WordsChoice({
  label,
  value,
  known,
  wordOf = (word) => word,
  onChange,
}: {
  label: string;
  value: readonly string[];
  known: readonly WordCount[];
  /** How a word is shown; "" never comes here. */
  wordOf?: (word: string) => string;
  onChange: (words: string[]) => void;
}) {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const styles = useStyles();
  const [typed, setTyped] = useState<string | null>(null);
  const shownWord = (word: string) => (word === "" ? t("notTold") : wordOf(word));
  const chosen = value.map((word) => word.toLowerCase());
  const wanted = typed?.trim().toLowerCase() ?? "";
  const fitting = known.filter(({ word }) => shownWord(word).toLowerCase().includes(wanted)).slice(0, listed);
  // What an old address names may not be there any more, and must be seen to be taken out.
  const gone = value.filter((word) => !known.some((one) => one.word.toLowerCase() === word.toLowerCase()));
  return (
    <Field label={label} size="small">
      <Combobox
        className={styles.box}
        size="small"
        multiselect
        placeholder={t("any")}
        listbox={{ className: styles.list }}
        selectedOptions={[...chosen]}
        value={typed ?? value.map(shownWord).join(", ")}
        onChange={(changed) => setTyped(changed.target.value)}
        onBlur={() => setTyped(null)}
        onOpenChange={(_, { open }) => setTyped(open ? "" : null)}
        onOptionSelect={(_, { selectedOptions }) =>
          onChange(
            selectedOptions.map(
              (lower) => [...known.map(({ word }) => word), ...gone].find((one) => one.toLowerCase() === lower) ?? lower,
            ),
          )
        }
      >
        {[...gone.map((word) => ({ word, reads: 0 })), ...fitting].map(({ word, reads }) => (
          <Option key={word} value={word.toLowerCase()} text={shownWord(word)}>
            {t("wordReads", { word: shownWord(word), number: formats.number(reads) })}
          </Option>
        ))}
        {gone.length + fitting.length === 0 && (
          <Option key="none" disabled text="">
            {t("noSuchWord")}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
