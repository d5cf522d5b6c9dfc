import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import { Bookmark16Regular, BookmarkAdd20Regular, Delete20Regular, Edit20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedSearch } from "../../shared/saved-search.ts";
import { SearchNameDialog } from "./search-name-dialog.tsx";
import { useSavedSearches } from "./use-saved-searches.ts";

const useStyles = makeStyles({
  hint: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`, color: tokens.colorNeutralForeground3 },
  menu: { maxHeight: "70vh", overflowY: "auto" },
});

/** Searches that were given names: the same in the window and in every browser. */
export function SavedSearches({ search, onOpen }: { search: string; onOpen: (search: string) => void }) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const { searches, remove, save } = useSavedSearches();
  const [naming, setNaming] = useState<SavedSearch | "new" | null>(null);
  const here = searches.find((one) => one.query === search);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<Bookmark16Regular />} data-testid="saved">
            {here?.name ?? t("saved.button")}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList className={styles.menu}>
            {searches.length === 0 && <Text className={styles.hint}>{t("saved.none")}</Text>}
            {searches.map((one) => (
              <MenuItem key={one.id} onClick={() => onOpen(one.query)}>
                {one.name}
              </MenuItem>
            ))}
            <MenuDivider />
            {here === undefined && (
              <MenuItem icon={<BookmarkAdd20Regular />} disabled={search === ""} onClick={() => setNaming("new")}>
                {t("saved.keep")}
              </MenuItem>
            )}
            {here !== undefined && (
              <>
                <MenuItem icon={<Edit20Regular />} onClick={() => setNaming(here)}>
                  {t("saved.rename", { name: here.name })}
                </MenuItem>
                <MenuItem icon={<Delete20Regular />} onClick={() => void remove(here)}>
                  {t("saved.delete", { name: here.name })}
                </MenuItem>
              </>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {naming !== null && (
        <SearchNameDialog
          name={naming === "new" ? "" : naming.name}
          onClose={() => setNaming(null)}
          onSave={(name) =>
            save({ id: naming === "new" ? null : naming.id, name, query: naming === "new" ? search : naming.query })
          }
        />
      )}
    </>
  );
}
