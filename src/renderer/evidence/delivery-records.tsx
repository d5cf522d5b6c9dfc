import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Evidence } from "../../shared/evidence.ts";
import { useRecorded } from "../app/recorded.ts";
import { useFormats } from "../ui/use-formats.ts";

/** A phone's screen has no room for four columns: there they stand below each other. Paper has it. */
const narrow = "@media screen and (max-width: 600px)";

const useStyles = makeStyles({
  // Widths of its own: shared out by content, a long answer would leave the state one letter a line.
  table: { borderCollapse: "collapse", width: "100%", tableLayout: "fixed" },
  destination: { width: "24%" },
  state: { width: "13%" },
  when: { width: "29%" },
  said: { width: "34%" },
  cell: {
    padding: "0.35mm 3mm 0.35mm 0",
    textAlign: "left",
    verticalAlign: "top",
    overflowWrap: "anywhere",
    borderBottom: "1px solid #cccccc",
    [narrow]: { display: "block", padding: 0, borderBottomStyle: "none" },
  },
  heads: { [narrow]: { display: "none" } },
  row: { breakInside: "avoid", [narrow]: { display: "block", padding: "1mm 0", borderBottom: "1px solid #cccccc" } },
  head: { fontWeight: 400, color: "#333333" },
  none: { margin: 0 },
  // Else a line may end within "GMT-3".
  zone: { whiteSpace: "nowrap" },
});

/** Where the read was delivered, when, and what the destination said. */
export function DeliveryRecords({ deliveries }: { deliveries: Evidence["deliveries"] }) {
  const { t } = useTranslation("evidence");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const recorded = useRecorded();
  const said = ({ receipt, lastError }: Evidence["deliveries"][number]) => {
    const text = receipt?.summary ?? lastError;
    return text === null ? null : recorded(text);
  };
  if (deliveries.length === 0) return <p className={styles.none}>{t("noDeliveries")}</p>;
  return (
    <table className={styles.table}>
      <thead className={styles.heads}>
        <tr>
          {(["destination", "state", "when", "said"] as const).map((column) => (
            <th key={column} scope="col" className={mergeClasses(styles.cell, styles.head, styles[column])}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id} className={styles.row}>
            <td className={styles.cell}>{delivery.destination ?? ui("deletedDestination")}</td>
            <td className={styles.cell}>{ui(`status.${delivery.status}`)}</td>
            <td className={styles.cell}>{delivery.deliveredAt === null ? "–" : <FullTime at={delivery.deliveredAt} />}</td>
            <td className={styles.cell}>{[said(delivery), delivery.receipt?.reference].filter(Boolean).join(" · ") || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FullTime({ at }: { at: number }) {
  const styles = useStyles();
  const text = useFormats().full(at);
  const zone = text.lastIndexOf(" ") + 1;
  return (
    <>
      {text.slice(0, zone)}
      <span className={styles.zone}>{text.slice(zone)}</span>
    </>
  );
}
