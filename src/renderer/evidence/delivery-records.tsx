import { makeStyles } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Evidence } from "../../shared/evidence.ts";
import { useRecorded } from "../app/recorded.ts";
import { useFormats } from "../ui/use-formats.ts";

/** A phone's screen has no room for four columns: there they stand below each other. Paper has it. */
const narrow = "@media screen and (max-width: 600px)";

const useStyles = makeStyles({
  table: { borderCollapse: "collapse", width: "100%" },
  cell: {
    padding: "0.6mm 3mm 0.6mm 0",
    textAlign: "left",
    verticalAlign: "top",
    overflowWrap: "anywhere",
    borderBottom: "1px solid #cccccc",
    [narrow]: { display: "block", padding: 0, borderBottomStyle: "none" },
  },
  heads: { [narrow]: { display: "none" } },
  row: { [narrow]: { display: "block", padding: "1mm 0", borderBottom: "1px solid #cccccc" } },
  head: { fontWeight: 400, color: "#333333" },
  none: { margin: 0 },
});

/** Where the read was delivered, when, and what the destination said. */
export function DeliveryRecords({ deliveries }: { deliveries: Evidence["deliveries"] }) {
  const { t } = useTranslation("evidence");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const formats = useFormats();
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
            <th key={column} scope="col" className={`${styles.cell} ${styles.head}`}>
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
            <td className={styles.cell}>{delivery.deliveredAt === null ? "–" : formats.full(delivery.deliveredAt)}</td>
            <td className={styles.cell}>{[said(delivery), delivery.receipt?.reference].filter(Boolean).join(" · ") || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
