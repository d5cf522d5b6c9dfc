import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { Fact } from "./facts.ts";

const useStyles = makeStyles({
  table: { borderCollapse: "collapse", width: "100%" },
  row: { breakInside: "avoid" },
  name: {
    padding: "0.35mm 4mm 0.35mm 0",
    width: "42mm",
    textAlign: "left",
    verticalAlign: "top",
    fontWeight: 400,
    color: "#333333",
    borderBottom: "1px solid #cccccc",
  },
  value: { padding: "0.35mm 0", verticalAlign: "top", overflowWrap: "anywhere", borderBottom: "1px solid #cccccc" },
  mono: { fontFamily: "Consolas, monospace", fontSize: "8.5pt" },
});

/** Names and values of a document. */
export function Facts({ rows, mono = false }: { rows: readonly Fact[]; mono?: boolean }) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name} className={styles.row}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            <td className={mergeClasses(styles.value, mono && styles.mono)}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
