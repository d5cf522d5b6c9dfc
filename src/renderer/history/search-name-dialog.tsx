import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalOf } from "../form/refusal.ts";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { fieldProblem } from "../ui/field-problem.ts";

/** Asks for the name of a search. `onSave` throws what is wrong with it. */
export function SearchNameDialog({
  name,
  onSave,
  onClose,
}: {
  name: string;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation("history");
  const { t: ui } = useTranslation("ui");
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    if (typed.trim() === "") return setProblem(t("saved.nameMissing"));
    try {
      await onSave(typed.trim());
      onClose();
    } catch (error) {
      setProblem(refusalOf(error)?.besideInput ?? t("noAnswer"));
    }
  };
  return (
    <DialogFrame
      title={t(name === "" ? "saved.keepTitle" : "saved.renameTitle")}
      onSubmit={() => void save()}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" appearance="primary">
            {t("saved.save")}
          </Button>
        </>
      }
    >
      <Field label={t("saved.name")} hint={t("saved.help")} required {...fieldProblem(problem)}>
        <Input autoComplete="off" maxLength={60} value={typed} onChange={(_, data) => setTyped(data.value)} />
      </Field>
    </DialogFrame>
  );
}
