import { Button, Field, Input, makeStyles, Textarea } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import type { ListEntry } from "../../shared/plate-list.ts";
import { useTRPCClient } from "../app/trpc.ts";
import { inputOf, refusalOf } from "../form/refusal.ts";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { ErrorBar } from "../ui/error-bar.tsx";
import { fieldProblem } from "../ui/field-problem.ts";
import { plateFace } from "../ui/plate.tsx";
import { useSay } from "../ui/say.tsx";
import { PlateAdvice } from "./plate-advice.tsx";
import { useEntriesChanged } from "./use-entries.ts";

const useStyles = makeStyles({
  plate: { "& input": { fontFamily: plateFace, fontWeight: 700, textTransform: "uppercase" } },
});

/** Enters a plate into a list, or changes one. What looks like it on a list is offered, never put in its place unasked. */
export function EntryDialog({
  list,
  entry,
  plate: givenPlate = "",
  onClose,
}: {
  list: PlateListView;
  /** null: a new one. */
  entry: ListEntry | null;
  /** What a new one begins with. */
  plate?: string;
  onClose: () => void;
}) {
  const { t } = useTranslation("lists");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const client = useTRPCClient();
  const say = useSay();
  const changed = useEntriesChanged();
  const [plate, setPlate] = useState(entry?.plate ?? givenPlate);
  const [name, setName] = useState(entry?.name ?? "");
  const [note, setNote] = useState(entry?.note ?? "");
  const [problems, setProblems] = useState<{ plate?: string; other?: string }>({});
  const [saving, setSaving] = useState(false);
  const plateInput = useRef<HTMLInputElement>(null);

  /** `next`: the dialog stays open for another plate. */
  const save = async (next: boolean) => {
    const wanted = plate.trim();
    if (wanted === "") {
      setProblems({ plate: t("entry.plateMissing") });
      plateInput.current?.focus();
      return;
    }
    setSaving(true);
    try {
      const former = entry?.plate ?? null;
      await client.saveListEntry.mutate({ listId: list.id, plate: wanted, name: name.trim(), note: note.trim(), former });
      await changed();
      say.done(t(entry === null ? "entry.added" : "entry.saved", { plate: wanted.toUpperCase() }));
      if (!next) return onClose();
      setPlate("");
      setName("");
      setNote("");
      setProblems({});
      plateInput.current?.focus();
    } catch (error) {
      const refusal = refusalOf(error);
      const plate = inputOf(refusal?.field ?? null, ["plate"]) === "plate" ? refusal?.besideInput : undefined;
      setProblems(plate === undefined ? { other: refusal?.message ?? t("noAnswer") } : { plate });
      plateInput.current?.focus();
    } finally {
      setSaving(false);
    }
  };

  return (
    <DialogFrame
      title={entry === null ? t("entry.addTo", { name: list.name }) : t("entry.edit", { plate: entry.plate })}
      fluid
      onSubmit={() => void save(false)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          {entry === null && (
            <Button disabledFocusable={saving} onClick={() => void save(true)}>
              {t("entry.addNext")}
            </Button>
          )}
          <Button type="submit" appearance="primary" disabledFocusable={saving}>
            {t(entry === null ? "entry.doAdd" : "entry.doSave")}
          </Button>
        </>
      }
    >
      <ErrorBar text={problems.other} />
      <Field label={t("entry.plate")} hint={t("entry.plateHelp")} required {...fieldProblem(problems.plate)}>
        <Input
          ref={plateInput}
          className={styles.plate}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={plate}
          onChange={(_, data) => setPlate(data.value)}
        />
      </Field>
      <PlateAdvice
        list={list}
        plate={plate}
        former={entry?.plate ?? null}
        onTake={(alike) => {
          setPlate(alike);
          plateInput.current?.focus();
        }}
      />
      <Field label={t("entry.name")} hint={t("entry.nameHelp")}>
        <Input autoComplete="off" maxLength={200} value={name} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label={t("entry.note")}>
        <Textarea rows={2} maxLength={2000} value={note} onChange={(_, data) => setNote(data.value)} />
      </Field>
    </DialogFrame>
  );
}
