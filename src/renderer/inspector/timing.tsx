import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { ArrivalTimes } from "../../shared/arrival.ts";
import { useFormats } from "../ui/use-formats.ts";
import { timingSteps } from "./steps.ts";

const useStyles = makeStyles({
  table: { borderCollapse: "collapse", width: "100%", fontSize: tokens.fontSizeBase300 },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    textAlign: "left",
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  number: { textAlign: "right", whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" },
  way: { width: "45%", "@media (max-width: 600px)": { display: "none" } },
  track: {
    position: "relative",
    height: "10px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
  },
  bar: {
    position: "absolute",
    top: 0,
    bottom: 0,
    minWidth: "2px",
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorCompoundBrandBackground,
    forcedColorAdjust: "none",
  },
});

/** Every step of a webhook from the first byte of its body to the answer. */
export function Timing({ times }: { times: ArrivalTimes }) {
  const { t } = useTranslation("inspector");
  const formats = useFormats();
  const styles = useStyles();
  const ms = (value: number) => t("timing.ms", { number: formats.decimal(value, 1) });
  const head = mergeClasses(styles.cell, styles.head);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th className={head} scope="col">
            {t("timing.step")}
          </th>
          <th className={mergeClasses(head, styles.number)} scope="col">
            {t("timing.took")}
          </th>
          <th className={mergeClasses(head, styles.number)} scope="col">
            {t("timing.done")}
          </th>
          <td className={mergeClasses(head, styles.way)} />
        </tr>
      </thead>
      <tbody>
        {timingSteps(times).map((step) => (
          <tr key={step.name}>
            <th className={styles.cell} scope="row">
              {t(`timing.${step.name}`)}
            </th>
            <td className={mergeClasses(styles.cell, styles.number)}>{ms(step.tookMs)}</td>
            <td className={mergeClasses(styles.cell, styles.number)}>{ms(step.doneMs)}</td>
            <td className={mergeClasses(styles.cell, styles.way)} aria-hidden>
              <div className={styles.track}>
                <div className={styles.bar} style={{ left: `${step.from * 100}%`, width: `${step.share * 100}%` }} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
