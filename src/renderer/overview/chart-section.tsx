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
import { ChartMultiple20Regular, Table20Regular } from "@fluentui/react-icons";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

const useStyles = makeStyles({
  section: {
    minWidth: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    minHeight: "32px",
    marginBottom: tokens.spacingVerticalXS,
  },
  title: {
    margin: 0,
    marginRight: "auto",
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  // As high as the chart and the line above it: the page does not move when one takes the other's place.
  scroller: { height: "210px", overflow: "auto" },
  right: { "& .fui-TableHeaderCell__button": { justifyContent: "flex-end" } },
  number: { textAlign: "right", fontVariantNumeric: "tabular-nums" },
});

/** Narrower than this no cell can be read: on a phone a table of many columns scrolls in its frame. */
const cellLeast = 96;

export interface TableData {
  heads: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly string[])[];
}

/** A titled part of the overview; where it has a table of the same numbers, a button shows that in the chart's place. */
export function ChartSection({
  title,
  table,
  actions,
  className,
  children,
}: {
  title: string;
  table?: TableData;
  actions?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation("overview");
  const styles = useStyles();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={mergeClasses(styles.section, className)} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        {actions}
        {table !== undefined && (
          <Button
            size="small"
            appearance="subtle"
            icon={asTable ? <ChartMultiple20Regular /> : <Table20Regular />}
            aria-label={t(asTable ? "chart.showChartOf" : "chart.showTableOf", { title })}
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? "chart.showChart" : "chart.showTable")}
          </Button>
        )}
      </div>
      {asTable && table !== undefined ? <NumbersTable title={title} table={table} /> : children}
    </section>
  );
}

function NumbersTable({ title, table: { heads, rows } }: { title: string; table: TableData }) {
  const { t } = useTranslation("overview");
  const styles = useStyles();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroller} aria-label={t("chart.tableOf", { title })} tabIndex={0}>
      <Table size="extra-small" aria-label={title} style={{ minWidth: `${heads.length * cellLeast}px` }}>
        <TableHeader>
          <TableRow>
            {heads.map((head, index) => (
              <TableHeaderCell key={head} className={index === 0 ? undefined : mergeClasses(styles.number, styles.right)}>
                {head}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((cells) => (
            <TableRow key={cells[0]}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <TableHeaderCell key={heads[index]} as="th" scope="row">
                    {cell}
                  </TableHeaderCell>
                ) : (
                  <TableCell key={heads[index]} className={styles.number}>
                    {cell}
                  </TableCell>
                ),
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
