import { makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { PlateListView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { SaveBar } from "../form/save-bar.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";
import { UnsavedMark } from "../ui/unsaved-mark.tsx";
import { Entries } from "./entries.tsx";
import { ListActions } from "./list-actions.tsx";
import { ListRows } from "./list-rows.tsx";
import { SyncLine } from "./sync-line.tsx";
import { useListForm } from "./use-list-form.ts";

const parts = ["plates", "settings"] as const;
type Part = (typeof parts)[number];

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  top: { flexShrink: 0, padding: `0 ${tokens.spacingHorizontalL}` },
  tabs: { margin: `0 calc(-1 * ${tokens.spacingHorizontalMNudge})` },
  part: { flex: 1, minHeight: 0 },
  settings: {
    flex: 1,
    minHeight: 0,
    overflowY: "auto",
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
  },
  form: { maxWidth: "980px" },
});

/** One list: its plates, which fill the page, and its settings. */
export function ListPage({ list }: { list: PlateListView }) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("part");
  const part: Part = parts.find((one) => one === asked) ?? "plates";
  const [deleted, setDeleted] = useState(false);
  const save = useMutation(trpc.saveList.mutationOptions());
  const section = useListForm(list, async (draft) => {
    const saved = await save.mutateAsync(draft);
    queries.setQueryData(trpc.lists.queryKey(), (known) => known?.map((one) => (one.id === saved.id ? saved : one)));
  });
  return (
    <Page title={list.name} scrolls={false} actions={<ListActions list={list} onDeleted={() => setDeleted(true)} />}>
      <div className={styles.page}>
        <div className={styles.top}>
          <BackLink href="/lists">{t("all")}</BackLink>
          <SyncLine list={list} band />
          <TabList
            className={styles.tabs}
            selectedValue={part}
            onTabSelect={(_, data) => navigate(data.value === "plates" ? path : `${path}?part=${data.value}`, { replace: true })}
          >
            {parts.map((one) => (
              <Tab key={one} value={one} aria-controls={`part-${one}`}>
                {t(`part.${one}`)}
                {one === "settings" && section.dirty && <UnsavedMark label={t("part.unsaved")} />}
              </Tab>
            ))}
          </TabList>
        </div>
        {part === "plates" && (
          <div role="tabpanel" id="part-plates" aria-label={t("part.plates")} className={styles.part}>
            <Entries list={list} />
          </div>
        )}
        {part === "settings" && (
          <div role="tabpanel" id="part-settings" aria-label={t("part.settings")} className={styles.settings}>
            <form {...section.form} className={styles.form}>
              <ListRows section={section} entries={list.entries} />
              <SaveBar dirty={section.dirty} outcome={section.outcome} save={t("save")} onDiscard={section.discard} />
            </form>
          </div>
        )}
      </div>
      <LeaveGuard dirty={section.dirty && !deleted} />
    </Page>
  );
}
