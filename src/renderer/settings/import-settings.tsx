import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from "@fluentui/react-components";
import { ArrowImport20Regular, DocumentArrowUp20Regular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { ErrorBar } from "../ui/error-bar.tsx";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { SettingsChanges } from "./settings-changes.tsx";
import { useFileStyles } from "./use-file-styles.ts";

const useStyles = makeStyles({
  line: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, alignItems: "center" },
});

interface Picked {
  name: string;
  text: string;
}

/** Brings settings in from a file: first what would change is shown, then it is done, all or nothing. */
export function ImportSettings() {
  const { t } = useTranslation("settings");
  const { t: ui } = useTranslation("ui");
  const styles = { ...useFileStyles(), ...useStyles() };
  const say = useSay();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<Picked | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [asksPassphrase, setAsksPassphrase] = useState(false);
  const [replace, setReplace] = useState(false);
  const preview = useMutation(
    trpc.previewSettings.mutationOptions({
      onError: (error) => setAsksPassphrase((now) => now || refusalOf(error)?.field === "passphrase"),
    }),
  );
  const doIt = useMutation(
    trpc.importSettingsFile.mutationOptions({
      async onSuccess() {
        say.done(t("file.imported"));
        letGo();
        await queries.invalidateQueries();
      },
    }),
  );

  function letGo(): void {
    setFile(null);
    setPassphrase("");
    setAsksPassphrase(false);
    preview.reset();
    doIt.reset();
  }
  function look(next: Picked, how: { replace: boolean }): void {
    doIt.reset();
    preview.mutate({ ...next, ...how, passphrase });
  }
  async function take(picked: File | undefined): Promise<void> {
    if (picked === undefined) return;
    letGo();
    const next = { name: picked.name, text: await picked.text() };
    setFile(next);
    preview.mutate({ ...next, replace, passphrase: "" });
  }

  const error = doIt.error ?? preview.error;
  const waitsForPassphrase = asksPassphrase && passphrase === "" && refusalOf(error)?.field === "passphrase";
  const changes = preview.data?.changes ?? [];
  return (
    <SettingGroup title={t("file.importTitle")} intro={t("file.importIntro")}>
      <div className={styles.part}>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t("file.pick")}
          data-testid="settings-file"
          onChange={(change) => {
            void take(change.target.files?.[0]);
            change.target.value = "";
          }}
        />
        <div className={styles.line}>
          <Button icon={<DocumentArrowUp20Regular />} onClick={() => input.current?.click()}>
            {t(file === null ? "file.pick" : "file.pickOther")}
          </Button>
          {file !== null && <span>{file.name}</span>}
        </div>
        {file !== null && asksPassphrase && (
          <form
            className={styles.line}
            onSubmit={(event) => {
              event.preventDefault();
              look(file, { replace });
            }}
          >
            <Field label={t("file.itsPassphrase")} className={styles.passphrase}>
              <Input
                type="password"
                autoComplete="off"
                value={passphrase}
                onChange={(_, { value }) => setPassphrase(value)}
                contentAfter={
                  <Button type="submit" size="small" appearance="transparent" disabledFocusable={preview.isPending}>
                    {t("file.open")}
                  </Button>
                }
              />
            </Field>
          </form>
        )}
        <ErrorBar text={error === null || waitsForPassphrase ? null : (refusalText(error) ?? ui("noAnswer"))} />
        {file !== null && preview.data !== undefined && (
          <>
            <Field label={t("file.how")}>
              <RadioGroup
                value={replace ? "replace" : "merge"}
                onChange={(_, { value }) => {
                  setReplace(value === "replace");
                  look(file, { replace: value === "replace" });
                }}
              >
                <Radio value="merge" label={t("file.merge")} />
                <Radio value="replace" label={t("file.replace")} />
              </RadioGroup>
            </Field>
            <SettingsChanges preview={preview.data} />
            <div className={styles.line}>
              <Button
                appearance="primary"
                icon={<ArrowImport20Regular />}
                disabledFocusable={doIt.isPending || changes.length === 0}
                onClick={() => doIt.mutate({ ...file, passphrase, replace })}
              >
                {t("file.import", { count: changes.length })}
              </Button>
              <Button onClick={letGo}>{t("file.letGo")}</Button>
            </div>
          </>
        )}
      </div>
    </SettingGroup>
  );
}
