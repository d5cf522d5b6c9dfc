import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { ArrivalHeader } from "../../shared/arrival.ts";
import type { Inspection } from "../../shared/inspection.ts";
import { useRecorded } from "../app/recorded.ts";
import { useFormats } from "../ui/use-formats.ts";
import { partRows } from "./part-rows.ts";

const useStyles = makeStyles({
  scrolls: { overflowX: "auto" },
  table: { borderCollapse: "collapse", width: "100%", fontSize: tokens.fontSizeBase300 },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    textAlign: "left",
    verticalAlign: "top",
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: "anywhere",
    userSelect: "text",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  name: { color: tokens.colorNeutralForeground2, minWidth: "96px" },
  number: { textAlign: "right", whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" },
  masked: { color: tokens.colorNeutralForeground2, fontStyle: "italic" },
  link: { color: tokens.colorBrandForegroundLink, ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
});

/** Headers in the order in which they came. */
export function HeaderTable({ headers }: { headers: readonly ArrivalHeader[] }) {
  const { t } = useTranslation("inspector");
  const styles = useStyles();
  return (
    <table className={styles.table} aria-label={t("headers.title")} data-testid="headers">
      <tbody>
        {headers.map(({ name, value, masked }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same header may come twice, and the order never changes
          <tr key={index}>
            <th className={mergeClasses(styles.cell, styles.name)} scope="row">
              {name}
            </th>
            <td className={styles.cell}>
              {value} {masked && <span className={styles.masked}>{t("headers.masked")}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The parts of a multipart body, each with the stored image it became. */
export function PartTable({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation("inspector");
  const recorded = useRecorded();
  const formats = useFormats();
  const styles = useStyles();
  const head = mergeClasses(styles.cell, styles.head);
  return (
    <div className={styles.scrolls}>
      <table className={styles.table} data-testid="parts">
        <thead>
          <tr>
            {(["name", "filename", "type", "size", "stored"] as const).map((column) => (
              <th key={column} scope="col" className={mergeClasses(head, column === "size" && styles.number)}>
                {t(`parts.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {partRows(inspection).map(({ key, part, image }) => (
            <tr key={key}>
              <th scope="row" className={styles.cell}>
                {part.name || t("parts.unnamed")}
              </th>
              <td className={styles.cell}>{part.filename || "–"}</td>
              <td className={styles.cell}>{part.contentType || "–"}</td>
              <td className={mergeClasses(styles.cell, styles.number)}>{formats.exactBytes(part.size)}</td>
              <td className={styles.cell}>
                {image === null ? (
                  "–"
                ) : (
                  <>
                    <a className={styles.link} href={`/images/${image.id}`} download={image.filename || `image-${image.id}`}>
                      {t("parts.download", { role: t(`role.${image.role}`) })}
                    </a>
                    {image.unreadable === null ? ` ${image.width} × ${image.height}` : ` ${recorded(image.unreadable)}`}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
