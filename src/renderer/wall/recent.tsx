import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useListsById } from "../app/use-lists.ts";
import { type FeedRow, momentOf, senderOf } from "../feed/rows.ts";
import { plateFace } from "../ui/plate.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useListGrounds } from "./colors.ts";

const upright = "@container (max-aspect-ratio: 1/1)";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "repeat(8, minmax(0, 1fr))",
    margin: 0,
    padding: 0,
    listStyleType: "none",
    minHeight: "13cqh",
    [upright]: { gridTemplateColumns: "repeat(2, minmax(0, 1fr))" },
  },
  one: {
    display: "flex",
    flexDirection: "column",
    justifyContent: "center",
    gap: "0.4cqh",
    minWidth: 0,
    padding: "1cqh 1cqmin 1cqh 1.5cqmin",
    borderRight: "1px solid #333",
    borderTop: "1px solid #333",
  },
  plate: {
    fontFamily: plateFace,
    fontWeight: 700,
    fontSize: "clamp(16px, 1.65cqw, 4cqh)",
    lineHeight: 1.2,
    textTransform: "uppercase",
    [upright]: { fontSize: "max(18px, 3.6cqmin)" },
  },
  none: { fontFamily: "inherit", textTransform: "none", fontWeight: 400, color: "#d6d6d6" },
  words: { fontSize: "max(12px, 2cqmin)", lineHeight: 1.25, color: "#d6d6d6", fontVariantNumeric: "tabular-nums" },
  onGround: { color: "inherit" },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
});

/** The last plates beside the large one, newest first; a listed one in its list's colour, with the list's name. */
export function WallRecent({ rows, className }: { rows: readonly FeedRow[]; className: string }) {
  const { t } = useTranslation(["wall", "ui", "feed"]);
  const formats = useFormats();
  const styles = useStyles();
  const grounds = useListGrounds();
  const lists = useListsById();
  return (
    // Made anew with each vehicle: nothing in it moves from place to place, which would count as a shift of the layout.
    <ol
      key={rows[0]?.key}
      className={mergeClasses(styles.list, className)}
      aria-label={t("wall:recent")}
      data-testid="wall-recent"
    >
      {rows.map((row) => {
        const [hit] = row.hits;
        const color = hit === undefined ? null : (lists.get(hit.listId)?.color ?? "none");
        const words = mergeClasses(styles.words, styles.cut, color !== null && styles.onGround);
        return (
          <li key={row.key} className={mergeClasses(styles.one, color !== null && grounds[color])}>
            <span className={mergeClasses(styles.plate, styles.cut, row.read?.plate == null && styles.none)}>
              {row.read?.plate ?? t("ui:noPlate")}
            </span>
            <span className={words}>{formats.minute(momentOf(row), Date.now())}</span>
            <span className={words}>{senderOf(row.event) ?? t("feed:unknownSender")}</span>
            {hit !== undefined && <span className={words}>{[hit.listName, hit.name].filter(Boolean).join(": ")}</span>}
          </li>
        );
      })}
    </ol>
  );
}
