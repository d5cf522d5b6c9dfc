import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Field,
  Input,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalOf } from "../form/refusal.ts";

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
    <Dialog open modalType="modal" onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(submit: FormEvent) => {
            submit.preventDefault();
            void save();
          }}
        >
          <DialogBody>
            <DialogTitle>{t(name === "" ? "saved.keepTitle" : "saved.renameTitle")}</DialogTitle>
            <DialogContent>
              <Field
                label={t("saved.name")}
                hint={t("saved.help")}
                required
                {...(problem === null ? {} : { validationMessage: problem, validationState: "error" as const })}
              >
                <Input autoComplete="off" maxLength={60} value={typed} onChange={(_, data) => setTyped(data.value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{t("cancel")}</Button>
              </DialogTrigger>
              <Button type="submit" appearance="primary">
                {t("saved.save")}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
