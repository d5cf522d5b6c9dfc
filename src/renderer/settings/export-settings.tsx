import { Button, Checkbox, Field, Input, MessageBar, MessageBarBody, Radio, RadioGroup } from "@fluentui/react-components";
import { Save20Regular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { fieldProblem } from "../ui/field-problem.ts";
import { saveFile } from "../ui/save-file.ts";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useFileStyles } from "./use-file-styles.ts";

const shortest = 8;

/** Saves the settings as a file, without secrets or sealed with a passphrase. */
export function ExportSettings() {
  const { t } = useTranslation("settings");
  const { t: ui } = useTranslation("ui");
  const styles = useFileStyles();
  const formats = useFormats();
  const say = useSay();
  const trpc = useTRPC();
  const [sealed, setSealed] = useState(false);
  const [plates, setPlates] = useState(true);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState<"short" | "differs" | null>(null);
  const [unreadable, setUnreadable] = useState<string[]>([]);
  const order = useMutation(
    trpc.exportSettings.mutationOptions({
      onSuccess(file) {
        saveFile(file.fileName, file.text, "application/json");
        setUnreadable(file.unreadable);
        setPassphrase("");
        setAgain("");
        say.done(t("file.saved", { name: file.fileName }));
      },
      onError: (error) => say.failed(refusalOf(error)?.message ?? ui("noAnswer")),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = !sealed ? null : passphrase.length < shortest ? "short" : passphrase === again ? null : "differs";
    setProblem(wrong);
    if (wrong === null) order.mutate({ passphrase: sealed ? passphrase : null, plates });
  };
  const said = (which: "short" | "differs") => fieldProblem(problem === which ? t(`file.${which}`, { count: shortest }) : null);
  return (
    <SettingGroup title={t("file.exportTitle")} intro={t("file.exportIntro")}>
      <form className={styles.part} onSubmit={submit}>
        <Field label={t("file.secrets")}>
          <RadioGroup value={sealed ? "sealed" : "plain"} onChange={(_, { value }) => setSealed(value === "sealed")}>
            <Radio value="plain" label={t("file.plain")} />
            <Radio value="sealed" label={t("file.sealed")} />
          </RadioGroup>
        </Field>
        {sealed && (
          <>
            <Field label={t("file.passphrase")} hint={t("file.passphraseHelp")} className={styles.passphrase} {...said("short")}>
              <Input
                type="password"
                autoComplete="new-password"
                value={passphrase}
                onChange={(_, { value }) => setPassphrase(value)}
              />
            </Field>
            <Field label={t("file.again")} className={styles.passphrase} {...said("differs")}>
              <Input type="password" autoComplete="new-password" value={again} onChange={(_, { value }) => setAgain(value)} />
            </Field>
          </>
        )}
        <Checkbox checked={plates} label={t("file.plates")} onChange={(_, { checked }) => setPlates(checked === true)} />
        <Button type="submit" icon={<Save20Regular />} disabledFocusable={order.isPending}>
          {t("file.export")}
        </Button>
        {unreadable.length > 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t("file.unreadable", { secrets: formats.list(unreadable) })}</MessageBarBody>
          </MessageBar>
        )}
      </form>
    </SettingGroup>
  );
}
