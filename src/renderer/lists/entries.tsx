import { Button, Checkbox, makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { Add20Regular, ArrowDownload20Regular, ArrowUpload20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import type { ListEntry } from "../../shared/plate-list.ts";
import { useTRPCClient } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { chosenOf, useSelection } from "../ui/selection.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useSettled } from "../ui/use-settled.ts";
import { Waiting } from "../ui/waiting.tsx";
import { fileNameOf, saveAsFile } from "./csv.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { EntryList } from "./entry-list.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { useEntries } from "./use-entries.ts";
import { useEntryActs } from "./use-entry-acts.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  tools: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  search: { width: "260px", maxWidth: "100%", "@media (max-width: 640px)": { width: "100%", maxWidth: "100%" } },
  chosen: { marginRight: "auto", display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  wait: { padding: tokens.spacingVerticalXL },
});

/** The plates of a list: found, entered, changed, removed, imported, exported. Those of a synced list are only looked at. */
export function Entries({ list }: { list: PlateListView }) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const formats = useFormats();
  const client = useTRPCClient();
  const say = useSay();
  const [typed, setTyped] = useState("");
  const search = useSettled(typed.trim(), 200);
  const found = useEntries(list.id, search);
  const acts = useEntryActs(list.id);
  const selection = useSelection<string>();
  const [editing, setEditing] = useState<{ entry: ListEntry | null } | null>(null);
  const [importing, setImporting] = useState(false);
  const { entries } = found;
  const fixed = list.sync !== null;
  const plates = entries.map((entry) => entry.plate);
  const chosen = entries.filter((entry) => selection.ids.has(entry.plate));
  const words = (count: number) => ({ count, number: formats.number(count) });

  const exportAll = async () => {
    try {
      saveAsFile(fileNameOf(list.name), (await client.exportList.query({ listId: list.id })).csv);
    } catch (error) {
      say.failed(refusalOf(error)?.message ?? t("noAnswer"));
    }
  };
  const addButton = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={() => setEditing({ entry: null })}>
      {t("entry.add")}
    </Button>
  );
  const importButton = (
    <Button icon={<ArrowUpload20Regular />} onClick={() => setImporting(true)}>
      {t("import.button")}
    </Button>
  );
  const empty = entries.length === 0 && search === "" && !found.isPending && found.error === null;
  return (
    <div className={styles.root}>
      {!empty && (
        <div className={styles.tools}>
          <SearchBox
            className={styles.search}
            aria-label={t("search.label")}
            placeholder={t("search.placeholder")}
            value={typed}
            onChange={(_, data) => setTyped(data.value)}
          />
          <span className={styles.chosen}>
            {!fixed && (
              <Checkbox
                checked={chosenOf(selection.ids, plates)}
                disabled={plates.length === 0}
                label={chosen.length > 0 ? t("entry.chosen", words(chosen.length)) : t("entry.chooseShown")}
                onChange={() => selection.toggleAll(plates)}
              />
            )}
            {chosen.length > 0 && (
              <Button
                disabledFocusable={acts.busy}
                onClick={() => {
                  selection.clear();
                  void acts.remove(chosen);
                }}
              >
                {t("entry.removeChosen", words(chosen.length))}
              </Button>
            )}
          </span>
          <Button icon={<ArrowDownload20Regular />} disabled={list.entries === 0} onClick={() => void exportAll()}>
            {t("export")}
          </Button>
          {!fixed && importButton}
          {!fixed && addButton}
        </div>
      )}
      {found.error !== null && entries.length === 0 ? (
        <LoadProblem error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Waiting className={styles.wait} label={t("loadingPlates")} delay={300} />
      ) : empty ? (
        <EmptyState
          title={t(fixed ? "noPlates.syncedTitle" : "noPlates.title")}
          text={t(fixed ? "noPlates.syncedText" : "noPlates.text")}
          actions={
            !fixed && (
              <>
                {addButton}
                {importButton}
              </>
            )
          }
        />
      ) : entries.length === 0 ? (
        <EmptyState
          title={t("search.none", { search })}
          text={t("search.noneText")}
          actions={<Button onClick={() => setTyped("")}>{t("search.all")}</Button>}
        />
      ) : (
        <EntryList
          entries={entries}
          label={t("platesOf", { name: list.name })}
          fixed={fixed}
          chosen={selection.ids}
          more={found}
          onChoose={selection.toggle}
          onEdit={(entry) => setEditing({ entry })}
          onRemove={(entry) => void acts.remove([entry])}
        />
      )}
      {editing !== null && <EntryDialog list={list} entry={editing.entry} onClose={() => setEditing(null)} />}
      {importing && <ImportDialog list={list} onClose={() => setImporting(false)} />}
    </div>
  );
}
