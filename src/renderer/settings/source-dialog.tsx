import { Button, Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { inputOf, refusalOf } from "../form/refusal.ts";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { ErrorBar } from "../ui/error-bar.tsx";
import { fieldProblem } from "../ui/field-problem.ts";
import type { SourceView } from "./source-table.tsx";

/** What the contract's saveSource takes. */
export interface SourceDraft {
  id: string | null;
  name: string;
  enabled: boolean;
  token: "keep" | "none" | "generate" | { set: string };
}

type TokenChoice = "keep" | "generate" | "own" | "none";

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
  const { t: ui } = useTranslation("ui");
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
  const save = async () => {
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
    <DialogFrame
      title={source === null ? t("sources.dialog.add") : t("sources.dialog.edit", { name: source.name })}
      onSubmit={() => void save()}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={saving}>
            {t(source === null ? "sources.dialog.doAdd" : "sources.dialog.doSave")}
          </Button>
        </>
      }
    >
      <ErrorBar text={problems.other} />
      <Field label={t("sources.dialog.name")} hint={t("sources.dialog.nameHelp")} required {...fieldProblem(problems.name)}>
        <Input ref={nameInput} value={name} maxLength={60} autoComplete="off" onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label={t("sources.dialog.token")}>
        <RadioGroup value={choice} onChange={(_, data) => setChoice(data.value as TokenChoice)}>
          {choices.map((one) => (
            <Radio key={one} value={one} label={t(`sources.dialog.choice.${one}`)} />
          ))}
        </RadioGroup>
      </Field>
      {choice === "own" && (
        <Field label={t("sources.dialog.own")} hint={t("sources.dialog.ownHelp")} required {...fieldProblem(problems.token)}>
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
    </DialogFrame>
  );
}
