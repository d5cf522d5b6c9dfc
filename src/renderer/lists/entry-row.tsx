import { Button, Checkbox, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Delete16Regular, Edit16Regular } from "@fluentui/react-icons";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { ListEntry } from "../../shared/plate-list.ts";
import { Plate } from "../ui/plate.tsx";
import { useFormats } from "../ui/use-formats.ts";

export const entryHeight = 44;

const narrow = "@container entries (max-width: 620px)";

const useStyles = makeStyles({
  row: {
    position: "absolute",
    left: 0,
    right: 0,
    boxSizing: "border-box",
    height: `${entryHeight}px`,
    display: "grid",
    gridTemplateColumns: "32px minmax(120px, 190px) minmax(0, 1fr) minmax(0, 1fr) 152px 72px",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL} 0 ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':global([data-theme="high-contrast"])': { ":hover": { backgroundColor: tokens.colorNeutralBackground1 } },
    [narrow]: {
      gridTemplateColumns: "32px minmax(100px, auto) minmax(0, 1fr) 68px",
      columnGap: tokens.spacingHorizontalS,
      padding: `0 ${tokens.spacingHorizontalS}`,
    },
  },
  // Of a synced list nothing is changed here.
  fixed: {
    gridTemplateColumns: "minmax(120px, 190px) minmax(0, 1fr) minmax(0, 1fr) 152px",
    padding: `0 ${tokens.spacingHorizontalL}`,
    [narrow]: { gridTemplateColumns: "minmax(100px, auto) minmax(0, 1fr)" },
  },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  wide: { [narrow]: { display: "none" } },
  when: { fontVariantNumeric: "tabular-nums", textAlign: "right" },
  acts: { display: "flex", justifyContent: "flex-end" },
});

/** One plate of a list: whose it is, what is noted, since when. */
export const EntryRow = memo(function EntryRow({
  entry,
  top,
  position,
  count,
  chosen,
  fixed,
  onChoose,
  onEdit,
  onRemove,
}: {
  entry: ListEntry;
  /** Pixels from the top of the list. */
  top: number;
  /** From 0. */
  position: number;
  /** Of the whole list, for screen readers; -1: not known. */
  count: number;
  chosen: boolean;
  fixed: boolean;
  onChoose: (plate: string) => void;
  onEdit: (entry: ListEntry) => void;
  onRemove: (entry: ListEntry) => void;
}) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const formats = useFormats();
  const { plate, name, note, addedAt } = entry;
  return (
    <li
      className={mergeClasses(styles.row, fixed && styles.fixed)}
      style={{ top }}
      aria-posinset={position + 1}
      aria-setsize={count}
      data-testid="list-entry"
    >
      {!fixed && <Checkbox aria-label={t("entry.choose", { plate })} checked={chosen} onChange={() => onChoose(plate)} />}
      <Plate plate={plate} size="small" />
      <span className={styles.cut} title={name}>
        {name}
      </span>
      <span className={mergeClasses(styles.cut, styles.quiet, styles.wide)} title={note}>
        {note}
      </span>
      <span className={mergeClasses(styles.cut, styles.quiet, styles.wide, styles.when)} title={formats.full(addedAt)}>
        {formats.shortDay(addedAt)}
      </span>
      {!fixed && (
        <span className={styles.acts}>
          <Button
            appearance="subtle"
            size="small"
            icon={<Edit16Regular />}
            aria-label={t("entry.edit", { plate })}
            title={t("entry.edit", { plate })}
            onClick={() => onEdit(entry)}
          />
          <Button
            appearance="subtle"
            size="small"
            icon={<Delete16Regular />}
            aria-label={t("entry.remove", { plate })}
            title={t("entry.remove", { plate })}
            onClick={() => onRemove(entry)}
          />
        </span>
      )}
    </li>
  );
});
