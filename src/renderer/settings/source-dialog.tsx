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
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { inputOf, refusalOf } from "../form/refusal.ts";
import type { SourceView } from "./source-table.tsx";

/** What the contract's saveSource takes. */
export interface SourceDraft {
  id: string | null;
  name: string;
  enabled: boolean;
  token: "keep" | "none" | "generate" | { set: string };
}

type TokenChoice = "keep" | "generate" | "own" | "none";

const useStyles = makeStyles({ content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM } });

/** Adds a source or changes its name and token. A generated token is shown by the page once this is closed. */
export function SourceDialog({
  source,
  onSave,
  onClose,
}: {
  /** null: a new one. */
  source: SourceView | null;
  onSave: (draft: SourceDraft) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const [name, setName] = useState(source?.name ?? "");
  const [choice, setChoice] = useState<TokenChoice>(source === null ? "generate" : "keep");
  const [own, setOwn] = useState("");
  const [problems, setProblems] = useState<{ name?: string; token?: string; other?: string }>({});
  const [saving, setSaving] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const ownInput = useRef<HTMLInputElement>(null);
  const choices: TokenChoice[] = source === null ? ["generate", "own", "none"] : ["keep", "generate", "own", "none"];

  const refuse = (found: typeof problems) => {
    setProblems(found);
    (found.name === undefined ? ownInput : nameInput).current?.focus();
  };
  const save = async (submit: FormEvent) => {
    submit.preventDefault();
    if (name.trim() === "") return refuse({ name: t("sources.dialog.nameMissing") });
    if (choice === "own" && own.trim().length < 8) return refuse({ token: t("sources.dialog.tokenShort") });
    setSaving(true);
    try {
      const token = choice === "own" ? { set: own.trim() } : choice;
      await onSave({ id: source?.id ?? null, name: name.trim(), enabled: source?.enabled ?? true, token });
      onClose();
    } catch (error) {
      const refusal = refusalOf(error);
      const input = inputOf(refusal?.field ?? null, ["name", "token"]);
      if (refusal !== null && (input === "name" || input === "token")) refuse({ [input]: refusal.besideInput });
      else refuse({ other: refusal?.message ?? t("noAnswer") });
    } finally {
      setSaving(false);
    }
  };

  return (
    <Dialog open modalType="modal" onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={(submit) => void save(submit)}>
          <DialogBody>
            <DialogTitle>
              {source === null ? t("sources.dialog.add") : t("sources.dialog.edit", { name: source.name })}
            </DialogTitle>
            <DialogContent className={styles.content}>
              {problems.other !== undefined && (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>{problems.other}</MessageBarBody>
                </MessageBar>
              )}
              <Field
                label={t("sources.dialog.name")}
                hint={t("sources.dialog.nameHelp")}
                required
                validationMessage={problems.name}
                validationState={problems.name === undefined ? "none" : "error"}
              >
                <Input
                  ref={nameInput}
                  value={name}
                  maxLength={60}
                  autoComplete="off"
                  onChange={(_, data) => setName(data.value)}
                />
              </Field>
              <Field label={t("sources.dialog.token")}>
                <RadioGroup value={choice} onChange={(_, data) => setChoice(data.value as TokenChoice)}>
                  {choices.map((one) => (
                    <Radio key={one} value={one} label={t(`sources.dialog.choice.${one}`)} />
                  ))}
                </RadioGroup>
              </Field>
              {choice === "own" && (
                <Field
                  label={t("sources.dialog.own")}
                  hint={t("sources.dialog.ownHelp")}
                  required
                  validationMessage={problems.token}
                  validationState={problems.token === undefined ? "none" : "error"}
                >
                  <Input
                    ref={ownInput}
                    type="password"
                    autoComplete="new-password"
                    maxLength={200}
                    value={own}
                    onChange={(_, data) => setOwn(data.value)}
                  />
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{t("sources.dialog.cancel")}</Button>
              </DialogTrigger>
              <Button type="submit" appearance="primary" disabledFocusable={saving}>
                {t(source === null ? "sources.dialog.doAdd" : "sources.dialog.doSave")}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
