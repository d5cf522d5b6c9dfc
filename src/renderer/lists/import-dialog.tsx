import { Button, Field, makeStyles, Radio, RadioGroup, Textarea, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import { useTRPCClient } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { ErrorBar } from "../ui/error-bar.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { CsvFile, type PickedFile } from "./csv-file.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { useEntriesChanged } from "./use-entries.ts";
import { useImportPreview } from "./use-import-preview.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "720px" },
  text: { "& textarea": { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } },
});

/** Takes plates from a CSV file or from what is pasted; what would happen is shown before anything does. */
export function ImportDialog({ list, onClose }: { list: PlateListView; onClose: () => void }) {
  const { t } = useTranslation("lists");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const formats = useFormats();
  const client = useTRPCClient();
  const say = useSay();
  const changed = useEntriesChanged();
  const [file, setFile] = useState<PickedFile | null>(null);
  const [pasted, setPasted] = useState("");
  const [replace, setReplace] = useState(false);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const csv = file?.text ?? pasted;
  const preview = useImportPreview(list.id, csv, replace);
  const result = preview.result;
  const changes = result === null ? 0 : result.added + result.updated + result.removed;

  const run = async () => {
    setSaving(true);
    try {
      const done = await client.importList.mutate({ listId: list.id, csv, replace, preview: false });
      await changed();
      const count = done.added + done.updated;
      say.done(t("import.done", { count, number: formats.number(count), removed: formats.number(done.removed) }));
      onClose();
    } catch (error) {
      setProblem(refusalOf(error)?.message ?? t("noAnswer"));
    } finally {
      setSaving(false);
    }
  };

  return (
    <DialogFrame
      title={t("import.title", { name: list.name })}
      className={styles.surface}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button appearance="primary" disabledFocusable={saving || preview.asking || changes === 0} onClick={() => void run()}>
            {t(replace ? "import.doReplace" : "import.doAdd", {
              count: result === null ? 0 : result.added + result.updated,
              number: formats.number(result === null ? 0 : result.added + result.updated),
            })}
          </Button>
        </>
      }
    >
      <CsvFile file={file} onFile={setFile} />
      {file === null && (
        <Field label={t("import.paste")} hint={t("import.pasteHelp")}>
          <Textarea
            className={styles.text}
            rows={5}
            resize="vertical"
            spellCheck={false}
            placeholder={t("import.example")}
            value={pasted}
            onChange={(_, data) => setPasted(data.value)}
          />
        </Field>
      )}
      {list.entries > 0 && (
        <Field label={t("import.how")}>
          <RadioGroup value={replace ? "replace" : "add"} onChange={(_, data) => setReplace(data.value === "replace")}>
            <Radio value="add" label={t("import.add")} />
            <Radio value="replace" label={t("import.replace", { count: list.entries, number: formats.number(list.entries) })} />
          </RadioGroup>
        </Field>
      )}
      <ErrorBar text={problem ?? preview.problem} />
      <ImportPreview preview={preview} replace={replace} />
    </DialogFrame>
  );
}
