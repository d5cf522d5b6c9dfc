import { makeStyles } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useTRPC } from "../app/trpc.ts";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { SaveBar } from "../form/save-bar.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";
import { ListRows } from "./list-rows.tsx";
import { useListForm } from "./use-list-form.ts";

const useStyles = makeStyles({ body: { maxWidth: "980px" } });

/** A new list; its plates come once it is there. */
export function NewList() {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [added, setAdded] = useState(false);
  const save = useMutation(trpc.saveList.mutationOptions());
  const section = useListForm(null, async (draft) => {
    const saved = await save.mutateAsync(draft);
    queries.setQueryData(trpc.lists.queryKey(), (known) => (known === undefined ? known : [...known, saved]));
    // The guard must have let go before the address changes.
    flushSync(() => setAdded(true));
    navigate(`/lists/${encodeURIComponent(saved.id)}`);
  });
  return (
    <Page title={t("new.title")}>
      <form {...section.form} className={styles.body}>
        <BackLink href="/lists">{t("all")}</BackLink>
        <ListRows section={section} entries={0} />
        <SaveBar
          dirty={section.dirty}
          always
          outcome={section.outcome}
          save={t("new.add")}
          onDiscard={() => navigate("/lists")}
        />
      </form>
      <LeaveGuard dirty={section.dirty && !added} />
    </Page>
  );
}
