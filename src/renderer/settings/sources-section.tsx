import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { useSay } from "../ui/say.tsx";
import { RefusalsList } from "./refusals-list.tsx";
import { SourceDialog } from "./source-dialog.tsx";
import { SourceTable, type SourceView } from "./source-table.tsx";
import { TokenDialog } from "./token-dialog.tsx";
import { useReadSettingsAgain } from "./use-save-settings.ts";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  intro: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: "720px" },
});

/** Who may post webhooks: named, each with a token that is shown once. */
export function SourcesSection({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const say = useSay();
  const trpc = useTRPC();
  const readAgain = useReadSettingsAgain();
  const [editing, setEditing] = useState<SourceView | "new" | null>(null);
  const [removing, setRemoving] = useState<SourceView | null>(null);
  const [shown, setShown] = useState<{ name: string; token: string } | null>(null);
  const failed = (error: unknown) => say.failed(refusalOf(error)?.message ?? t("noAnswer"));
  const save = useMutation(trpc.saveSource.mutationOptions({ onSuccess: () => readAgain() }));
  const remove = useMutation(trpc.deleteSource.mutationOptions({ onSuccess: () => readAgain(), onError: failed }));
  const { sources, requireToken } = settings.receiver;
  return (
    <div className={styles.section}>
      <p className={styles.intro}>{t(requireToken ? "sources.introRequired" : "sources.introOptional")}</p>
      {sources.length > 0 && (
        <SourceTable
          sources={sources}
          onEdit={setEditing}
          onRemove={setRemoving}
          onEnabled={(source, enabled) =>
            save.mutate({ id: source.id, name: source.name, enabled, token: "keep" }, { onError: failed })
          }
        />
      )}
      <div>
        <Button
          appearance={sources.length === 0 ? "primary" : "secondary"}
          icon={<Add20Regular />}
          onClick={() => setEditing("new")}
        >
          {t("sources.add")}
        </Button>
      </div>
      <RefusalsList requireToken={requireToken} />
      {editing !== null && (
        <SourceDialog
          source={editing === "new" ? null : editing}
          onSave={async (draft) => {
            const { token } = await save.mutateAsync(draft);
            if (token !== null) setShown({ name: draft.name, token });
          }}
          onClose={() => setEditing(null)}
        />
      )}
      {shown !== null && <TokenDialog name={shown.name} token={shown.token} onClose={() => setShown(null)} />}
      <ConfirmDialog
        open={removing !== null}
        title={t("sources.remove.title", { name: removing?.name })}
        text={t(requireToken ? "sources.remove.textRequired" : "sources.remove.textOptional")}
        confirm={t("sources.remove.confirm")}
        onConfirm={() => removing !== null && remove.mutate({ id: removing.id })}
        onClose={() => setRemoving(null)}
      />
    </div>
  );
}
