import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles, tokens } from "@fluentui/react-components";
import { BookmarkAdd20Regular, History20Regular, Open20Regular } from "@fluentui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { PlateListView } from "../../../main/console/backend.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useLists } from "../../app/use-lists.ts";
import { EntryDialog } from "../../lists/entry-dialog.tsx";

const useStyles = makeStyles({ acts: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS } });

/** Where one goes on from a read: all reads of its plate, its page, and onto a plate list. */
export function PlateActs({ plate, readId, page }: { plate: string | null; readId: number; page: boolean }) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const lists = useLists().filter(({ sync }) => sync === null);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [adding, setAdding] = useState<PlateListView | null>(null);
  return (
    <div className={styles.acts}>
      {plate !== null && (
        <Button
          size="small"
          icon={<History20Regular />}
          onClick={() => navigate(`/history?${new URLSearchParams({ plate, whole: "1" })}`)}
        >
          {t("acts.history")}
        </Button>
      )}
      {!page && (
        <Button size="small" icon={<Open20Regular />} onClick={() => navigate(`/read/${readId}${window.location.search}`)}>
          {t("acts.page")}
        </Button>
      )}
      {plate !== null && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" icon={<BookmarkAdd20Regular />}>
              {t("acts.addToList")}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {lists.map((list) => (
                <MenuItem key={list.id} onClick={() => setAdding(list)}>
                  {list.name}
                </MenuItem>
              ))}
              {lists.length === 0 && <MenuItem onClick={() => navigate("/lists")}>{t("acts.newList")}</MenuItem>}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {adding !== null && (
        <EntryDialog
          list={adding}
          entry={null}
          plate={plate?.toUpperCase() ?? ""}
          onClose={() => {
            setAdding(null);
            // The read tells on which lists its plate is.
            void queries.invalidateQueries(trpc.event.pathFilter());
          }}
        />
      )}
    </div>
  );
}
