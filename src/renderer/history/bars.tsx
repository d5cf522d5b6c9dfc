import { makeStyles, mergeClasses, Tooltip, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import type { Bar } from "./passages-model.ts";

const useStyles = makeStyles({
  columns: { display: "flex", alignItems: "flex-end", gap: "2px", height: "64px", margin: 0, padding: 0, listStyle: "none" },
  column: { flex: 1, minWidth: 0, height: "100%", display: "flex", alignItems: "flex-end" },
  bar: {
    width: "100%",
    minHeight: "2px",
    borderRadius: "2px 2px 0 0",
    backgroundColor: tokens.colorNeutralStroke1,
    forcedColorAdjust: "none",
  },
  some: { backgroundColor: tokens.colorBrandBackground },
  scale: {
    display: "flex",
    justifyContent: "space-between",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  rows: {
    display: "grid",
    gridTemplateColumns: "minmax(0, auto) 1fr auto",
    gap: "4px 8px",
    margin: 0,
    padding: 0,
    listStyle: "none",
  },
  row: { display: "contents" },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  track: { alignSelf: "center", height: "10px" },
  fill: {
    height: "100%",
    minWidth: "2px",
    borderRadius: "2px",
    backgroundColor: tokens.colorBrandBackground,
    forcedColorAdjust: "none",
  },
  number: { textAlign: "right", fontVariantNumeric: "tabular-nums" },
});

/** Upright bars of equal meaning (hours, days); each says its number on hover and to a screen reader. */
export function Columns<Key extends string | number>({
  label,
  bars,
  nameOf,
  scale,
}: {
  label: string;
  bars: readonly Bar<Key>[];
  nameOf: (key: Key) => string;
  /** Words below: first, middle, last. */
  scale: readonly string[];
}) {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const styles = useStyles();
  const most = Math.max(1, ...bars.map(({ reads }) => reads));
  return (
    <div>
      <ul className={styles.columns} aria-label={label}>
        {bars.map(({ key, reads }) => (
          <li key={key} className={styles.column} aria-label={t("passages.bar", barWords(nameOf(key), reads, formats.number))}>
            <Tooltip
              content={t("passages.bar", barWords(nameOf(key), reads, formats.number))}
              relationship="inaccessible"
              withArrow
            >
              <div
                className={mergeClasses(styles.bar, reads > 0 && styles.some)}
                style={{ height: `${(reads / most) * 100}%` }}
              />
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className={styles.scale} aria-hidden>
        {scale.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </div>
    </div>
  );
}

/** Lying bars with their names and numbers. */
export function NamedBars({
  label,
  bars,
  nameOf,
}: {
  label: string;
  bars: readonly Bar<string>[];
  nameOf: (key: string) => string;
}) {
  const formats = useFormats();
  const styles = useStyles();
  const most = Math.max(1, ...bars.map(({ reads }) => reads));
  return (
    <ul className={styles.rows} aria-label={label}>
      {bars.map(({ key, reads }) => (
        <li key={key} className={styles.row}>
          <span className={styles.name}>{nameOf(key)}</span>
          <div className={styles.track} aria-hidden>
            <div className={styles.fill} style={{ width: `${(reads / most) * 100}%` }} />
          </div>
          <span className={styles.number}>{formats.number(reads)}</span>
        </li>
      ))}
    </ul>
  );
}

function barWords(name: string, reads: number, number: (value: number) => string) {
  return { count: reads, name, number: number(reads) };
}
