import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { DiskUse } from "../../shared/overview.ts";
import type { Formats } from "../ui/format.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { ChartSection } from "./chart-section.tsx";
import { type Outlook, outlookOf } from "./outlook.ts";

const dayMs = 86_400_000;
/** Fewer days than this are something to look at. */
const soonDays = 7;

const useStyles = makeStyles({
  bar: {
    display: "flex",
    gap: "2px",
    height: "16px",
    margin: `${tokens.spacingVerticalS} 0`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: "hidden",
    forcedColorAdjust: "none",
  },
  part: { minWidth: "3px" },
  images: { backgroundColor: tokens.colorCompoundBrandForeground1 },
  database: { backgroundColor: tokens.colorNeutralForeground2 },
  free: { backgroundColor: tokens.colorNeutralStroke2, flexGrow: 1 },
  facts: {
    display: "flex",
    flexWrap: "wrap",
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  fact: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalSNudge },
  sample: { width: "10px", height: "10px", borderRadius: "2px", forcedColorAdjust: "none" },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
  shape: { marginTop: "2px" },
  outlook: {
    display: "grid",
    gridTemplateColumns: "16px auto",
    justifyContent: "start",
    columnGap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalM} 0 0`,
    "& a": { gridColumn: "2" },
  },
});

/** What is taken on the disk, how fast that grows, and how long it goes well. */
export function DiskSection({ disk, now }: { disk: DiskUse; now: number }) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const { imageBytes, databaseBytes, freeBytes } = disk;
  const whole = Math.max(1, imageBytes + databaseBytes + freeBytes);
  const parts = [
    ["images", imageBytes],
    ["database", databaseBytes],
    ["free", freeBytes],
  ] as const;
  const outlook = outlookOf(disk, now);
  return (
    <ChartSection title={t("disk.title")}>
      <div className={styles.bar} aria-hidden>
        {parts.map(([name, bytes]) => (
          <div
            key={name}
            className={mergeClasses(styles.part, styles[name])}
            style={{ flexBasis: `${(bytes / whole) * 100}%` }}
          />
        ))}
      </div>
      <dl className={styles.facts}>
        {parts.map(([name, bytes]) => (
          <div key={name} className={styles.fact}>
            <span aria-hidden className={mergeClasses(styles.sample, styles[name])} />
            <dt>{t(`disk.${name}`)}</dt>
            <dd className={styles.value}>{formats.bytes(bytes)}</dd>
          </div>
        ))}
        {disk.perDay !== null && (
          <div className={styles.fact}>
            <dt>{t("disk.growth")}</dt>
            <dd className={styles.value}>{t("disk.perDay", { size: formats.bytes(disk.perDay.bytes) })}</dd>
          </div>
        )}
      </dl>
      <p className={styles.outlook} data-testid="disk-outlook">
        <StateShape state={soon(outlook) ? "warning" : "ok"} className={styles.shape} />
        <span>{outlookWords(outlook)}</span>
        {(outlook.is === "early" || outlook.is === "full") && (
          <TextLink href="/settings?section=retention">{t("disk.change")}</TextLink>
        )}
      </p>
    </ChartSection>
  );

  function outlookWords(what: Outlook): string {
    const length = "days" in what ? daysOf(what.days, formats) : "";
    const more = what.is === "early" ? { limit: t(`disk.limit.${what.because}`) } : {};
    const size = what.is === "fits" ? { size: formats.bytes(what.bytes) } : {};
    return t(`disk.outlook.${what.is}`, { length, days: formats.number(disk.retention.days), ...more, ...size });
  }
}

function soon(outlook: Outlook): boolean {
  return (outlook.is === "early" || outlook.is === "full") && outlook.days < soonDays;
}

/** Whole days, or hours of less than two. */
function daysOf(days: number, formats: Formats): string {
  return formats.duration(days < 2 ? Math.max(1, Math.round(days * 24)) * 3_600_000 : Math.round(days) * dayMs);
}
