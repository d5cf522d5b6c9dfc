import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InboxView } from "../../shared/inbox.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { InboxDialog } from "./inbox-dialog.tsx";
import { switched } from "./inbox-form.ts";
import { InboxList } from "./inbox-list.tsx";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  intro: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: "720px" },
});

/** Queues at AWS whose webhooks are fetched, for workstations that nobody can post to. */
export function InboxesSection() {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const say = useSay();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.inboxes.queryOptions());
  const [editing, setEditing] = useState<InboxView | "new" | null>(null);
  const [removing, setRemoving] = useState<InboxView | null>(null);
  const readAgain = () => queries.invalidateQueries(trpc.inboxes.queryFilter());
  const failed = (problem: unknown) => say.failed(refusalOf(problem)?.message ?? t("noAnswer"));
  const save = useMutation(trpc.saveInbox.mutationOptions({ onSuccess: readAgain }));
  const test = useMutation(trpc.testInbox.mutationOptions());
  const remove = useMutation(trpc.deleteInbox.mutationOptions({ onSuccess: readAgain, onError: failed }));
  const switchTo = (inbox: InboxView, enabled: boolean) => {
    const draft = switched(inbox, enabled);
    // Its key cannot be read here any more: the dialog asks for it.
    if (draft === null) setEditing(inbox);
    else save.mutate(draft, { onError: failed });
  };
  return (
    <div className={styles.section}>
      <p className={styles.intro}>{t("inboxes.intro")}</p>
      {data !== undefined ? (
        data.length > 0 && <InboxList inboxes={data} onEdit={setEditing} onRemove={setRemoving} onEnabled={switchTo} />
      ) : error === null ? (
        <Waiting label={t("loading")} delay={400} />
      ) : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
      <div>
        <Button
          appearance={data?.length === 0 ? "primary" : "secondary"}
          icon={<Add20Regular />}
          onClick={() => setEditing("new")}
        >
          {t("inboxes.add")}
        </Button>
      </div>
      {editing !== null && (
        <InboxDialog
          inbox={editing === "new" ? null : editing}
          onSave={async (draft) => void (await save.mutateAsync(draft))}
          onTest={(draft) => test.mutateAsync(draft)}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        title={t("inboxes.remove.title", { name: removing?.name })}
        text={t("inboxes.remove.text")}
        confirm={t("inboxes.remove.confirm")}
        onConfirm={() => removing !== null && remove.mutate({ id: removing.id })}
        onClose={() => setRemoving(null)}
      />
    </div>
  );
}
