import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Dismiss16Regular, DocumentTable20Regular } from "@fluentui/react-icons";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import { textOfFile } from "./csv.ts";

export interface PickedFile {
  name: string;
  size: number;
  text: string;
}

/** The core takes no more at once; a list of some hundred thousand plates is smaller. */
const most = 12 * 1024 * 1024;

const useStyles = makeStyles({
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  name: { overflowWrap: "anywhere" },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

/** Picks a CSV file, or lets go of it. */
export function CsvFile({ file, onFile }: { file: PickedFile | null; onFile: (file: PickedFile | null) => void }) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (picked: File | undefined) => {
    if (picked === undefined) return;
    if (picked.size > most) return setProblem(t("import.tooLarge", { name: picked.name, size: formats.bytes(most) }));
    try {
      onFile({ name: picked.name, size: picked.size, text: textOfFile(new Uint8Array(await picked.arrayBuffer())) });
      setProblem(null);
    } catch {
      setProblem(t("import.unreadable", { name: picked.name }));
    }
  };
  return (
    <div className={styles.line}>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        hidden
        aria-label={t("import.file")}
        data-testid="csv-file"
        onChange={(change) => {
          void take(change.target.files?.[0]);
          // The same file can be picked again after it was corrected.
          change.target.value = "";
        }}
      />
      <Button icon={<DocumentTable20Regular />} onClick={() => input.current?.click()}>
        {t(file === null ? "import.pick" : "import.pickOther")}
      </Button>
      {file !== null && (
        <>
          <span className={styles.name}>{t("import.picked", { name: file.name, size: formats.bytes(file.size) })}</span>
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label={t("import.letGo", { name: file.name })}
            title={t("import.letGo", { name: file.name })}
            onClick={() => onFile(null)}
          />
        </>
      )}
      {problem !== null && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
    </div>
  );
}
