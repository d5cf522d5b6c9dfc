import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Evidence } from "../../shared/evidence.ts";
import { hasPlateCrop, sceneOf } from "../feed/rows.ts";
import { useFormats } from "../ui/use-formats.ts";
import { DeliveryRecords } from "./delivery-records.tsx";
import { factsOf, hashesOf } from "./facts.ts";
import { Facts } from "./facts-table.tsx";
import { EvidenceScene } from "./scene.tsx";

/**
 * A document is black on white in every theme, on the screen as on paper. `--evidence-picture` is the picture's height at most: it never
 * breaks over two pages, and a usual read fits on one, also on the shorter one of the letter format.
 */
const useStyles = makeStyles({
  sheet: {
    "--evidence-picture": "80mm",
    "@media print and (max-height: 285mm)": { "--evidence-picture": "62mm" },
    boxSizing: "border-box",
    width: "210mm",
    maxWidth: "100%",
    margin: "12px auto",
    padding: "14mm",
    backgroundColor: "#ffffff",
    color: "#000000",
    fontSize: "9.5pt",
    lineHeight: "1.35",
    forcedColorAdjust: "none",
    boxShadow: "0 0 0 1px #00000033",
    "@media (max-width: 600px)": { padding: "5mm" },
    "@media print": { width: "auto", margin: 0, padding: 0, boxShadow: "none", printColorAdjust: "exact" },
  },
  head: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "space-between",
    alignItems: "end",
    gap: "4mm",
    borderBottom: "2px solid #000000",
    paddingBottom: "3mm",
    marginBottom: "4mm",
  },
  title: { margin: 0, fontSize: "14pt", lineHeight: "1.2" },
  plate: {
    fontFamily: '"Atkinson Hyperlegible Mono", "B612 Mono", monospace',
    fontSize: "30pt",
    lineHeight: "1.1",
    fontWeight: 700,
    letterSpacing: "0.04em",
    overflowWrap: "anywhere",
  },
  crop: { height: "16mm", maxWidth: "60mm", objectFit: "contain", border: "1px solid #000000" },
  part: { marginTop: "4mm" },
  whole: { breakInside: "avoid" },
  heading: { breakAfter: "avoid", margin: "0 0 1mm", fontSize: "10pt", textTransform: "uppercase", letterSpacing: "0.05em" },
  foot: {
    breakInside: "avoid",
    breakBefore: "avoid",
    marginTop: "6mm",
    paddingTop: "2mm",
    borderTop: "1px solid #000000",
    fontSize: "8pt",
  },
});

/** One read with everything that is known of it, and hashes by which its pictures can be checked. */
export function EvidenceSheet({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation("evidence");
  const { t: feed } = useTranslation("feed");
  const styles = useStyles();
  const formats = useFormats();
  const { read, event } = evidence;
  return (
    <article className={styles.sheet} data-testid="evidence-sheet">
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{t("title")}</h1>
          <div className={styles.plate}>{read.plate?.toUpperCase() ?? t("noPlate")}</div>
        </div>
        {hasPlateCrop(event, read) && <img className={styles.crop} src={`/images/plate/${read.id}`} alt={t("crop")} />}
      </header>
      <EvidenceScene image={sceneOf(event)} read={read} />
      <section className={styles.part}>
        <h2 className={styles.heading}>{t("what")}</h2>
        <Facts rows={factsOf(evidence, { t, feed, formats })} />
      </section>
      <section className={styles.part}>
        <h2 className={styles.heading}>{t("deliveries")}</h2>
        <DeliveryRecords deliveries={evidence.deliveries} />
      </section>
      <section className={mergeClasses(styles.part, styles.whole)}>
        <h2 className={styles.heading}>{t("hashes")}</h2>
        <Facts rows={hashesOf(evidence, t)} mono />
      </section>
      <footer className={styles.foot}>{t("foot", { version: evidence.version, time: formats.full(evidence.madeAt) })}</footer>
    </article>
  );
}
