import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular, Alert16Regular, BookmarkMultiple48Regular, Speaker216Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import type { PlateListView } from "../../main/console/backend.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ListMark } from "../ui/list-mark.tsx";
import { Page } from "../ui/page.tsx";
import { phone, useTableStyles } from "../ui/table-styles.ts";
import { useFormats } from "../ui/use-formats.ts";
import { SyncLine } from "./sync-line.tsx";

const useStyles = makeStyles({
  name: { width: "32%", [phone]: { width: "52%" } },
  hit: { width: "22%", paddingLeft: tokens.spacingHorizontalXXL, [phone]: { display: "none" } },
  named: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  acts: {
    display: "flex",
    flexWrap: "wrap",
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  act: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  cell: { padding: `${tokens.spacingVerticalSNudge} 0`, minWidth: 0 },
});

/** All plate lists: how many plates each has, where they come from, and what a sighting does. */
export function ListsOverview({ lists }: { lists: readonly PlateListView[] }) {
  const { t } = useTranslation("lists");
  const styles = { ...useTableStyles(), ...useStyles() };
  const [, navigate] = useLocation();
  const add = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={() => navigate("/lists/new")}>
      {t("add")}
    </Button>
  );
  if (lists.length === 0)
    return (
      <Page title={t("title")}>
        <EmptyState icon={<BookmarkMultiple48Regular />} title={t("empty.title")} text={t("empty.text")} actions={add} />
      </Page>
    );
  return (
    <Page title={t("title")} actions={add}>
      <Table size="small" className={styles.table} aria-label={t("title")}>
        <TableHeader>
          <TableRow className={styles.head}>
            <TableHeaderCell className={styles.name}>{t("column.name")}</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.number, styles.headFigure)}>{t("column.plates")}</TableHeaderCell>
            <TableHeaderCell className={styles.hit}>{t("column.sighting")}</TableHeaderCell>
            <TableHeaderCell>{t("column.source")}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {lists.map((list) => (
            <Row key={list.id} list={list} onOpen={() => navigate(`/lists/${encodeURIComponent(list.id)}`)} />
          ))}
        </TableBody>
      </Table>
    </Page>
  );
}

function Row({ list, onOpen }: { list: PlateListView; onOpen: () => void }) {
  const { t } = useTranslation("lists");
  const styles = { ...useTableStyles(), ...useStyles() };
  const formats = useFormats();
  const number = formats.number(list.entries);
  return (
    // The name is the link that keyboard and screen reader use; a click anywhere in the row does the same.
    <TableRow className={styles.row} onClick={onOpen}>
      <TableCell className={styles.name}>
        <div className={styles.named}>
          <ListMark color={list.color} />
          <div className={styles.words}>
            <Link
              className={styles.link}
              href={`/lists/${encodeURIComponent(list.id)}`}
              onClick={(click) => click.stopPropagation()}
            >
              {list.name}
            </Link>
            <span className={styles.folded}>{t("plates", { count: list.entries, number })}</span>
          </div>
        </div>
      </TableCell>
      <TableCell className={styles.number}>
        <span className={styles.figure}>{number}</span>
      </TableCell>
      <TableCell className={styles.hit}>
        <div className={styles.acts}>
          {list.notify && (
            <span className={styles.act}>
              <Alert16Regular aria-hidden /> {t("sighting.notify")}
            </span>
          )}
          {list.sound && (
            <span className={styles.act}>
              <Speaker216Regular aria-hidden /> {t("sighting.sound")}
            </span>
          )}
          {!list.notify && !list.sound && t("sighting.badge")}
        </div>
      </TableCell>
      <TableCell>
        <div className={styles.cell}>
          <SyncLine list={list} />
        </div>
      </TableCell>
    </TableRow>
  );
}
