import { makeStyles, tokens } from "@fluentui/react-components";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import type { ListHit } from "../../shared/feed.ts";
import { Hint } from "../ui/hint.tsx";
import { ListBadge } from "../ui/list-badge.tsx";

type Lists = ReadonlyMap<string, Pick<PlateListView, "color">>;

const useStyles = makeStyles({
  hits: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, minWidth: 0 },
  more: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, whiteSpace: "nowrap" },
});

/** "on the list Staff: Anna Smith" */
export function hitWords(t: TFunction<"feed">, hit: ListHit): string {
  return hit.name === "" ? t("hit.list", { list: hit.listName }) : t("hit.named", { list: hit.listName, name: hit.name });
}

/** The lists a read is on: the first as a badge, the number of the others, all in words on hover. */
export function Hits({ hits, lists }: { hits: readonly ListHit[]; lists: Lists }) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  const [first] = hits;
  if (first === undefined) return null;
  const words = hits.map((hit) => [hitWords(t, hit), hit.note].filter(Boolean).join(". ")).join("\n");
  return (
    <Hint content={words} relationship="description">
      <span className={styles.hits} data-testid="list-hit">
        <ListBadge color={lists.get(first.listId)?.color ?? "none"} list={first.listName} entry={first.name} />
        {hits.length > 1 && <span className={styles.more}>{t("more", { count: hits.length - 1 })}</span>}
      </span>
    </Hint>
  );
}
