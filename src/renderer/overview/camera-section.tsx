import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import { ChartSection } from "./chart-section.tsx";

const shownAtFirst = 6;

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none", minHeight: "204px" },
  row: { padding: `${tokens.spacingVerticalXXS} 0` },
  camera: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalM,
    width: "100%",
    boxSizing: "border-box",
    padding: `0 ${tokens.spacingHorizontalXS}`,
    border: "none",
    borderRadius: tokens.borderRadiusSmall,
    background: "none",
    color: tokens.colorNeutralForeground1,
    font: "inherit",
    textAlign: "left",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':global([data-theme="high-contrast"])': { ":hover": { backgroundColor: "transparent", textDecorationLine: "underline" } },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-1px" },
  },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  chosen: { fontWeight: tokens.fontWeightSemibold },
  number: { fontVariantNumeric: "tabular-nums", color: tokens.colorNeutralForeground2 },
  track: { gridColumn: "1 / -1", height: "8px", marginBottom: "2px" },
  bar: {
    height: "100%",
    minWidth: "2px",
    borderRadius: "2px",
    backgroundColor: tokens.colorCompoundBrandForeground1,
    forcedColorAdjust: "none",
  },
  rest: { backgroundColor: tokens.colorNeutralStroke1 },
  none: { color: tokens.colorNeutralForeground2 },
});

/** The cameras of the range, the busiest first; one is chosen to see it alone. */
export function CameraSection({
  cameras,
  chosen,
  onChoose,
}: {
  cameras: readonly { camera: string; reads: number }[];
  chosen: string | null;
  onChoose: (camera: string | null) => void;
}) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const most = cameras[0]?.reads ?? 1;
  const shown = all ? cameras : cameras.slice(0, shownAtFirst);
  const sum = cameras.reduce((total, { reads }) => total + reads, 0);
  return (
    <ChartSection title={t("cameras.title")}>
      <ul className={styles.list}>
        {shown.map(({ camera, reads }) => {
          const isChosen = camera === chosen;
          const name = camera === "" ? t("cameras.unnamed") : camera;
          return (
            <li key={camera} className={styles.row}>
              <button
                type="button"
                className={styles.camera}
                aria-pressed={isChosen}
                title={t("cameras.only", { name })}
                onClick={() => onChoose(isChosen ? null : camera)}
              >
                <span className={`${styles.name} ${isChosen ? styles.chosen : ""}`}>{name}</span>
                <span className={styles.number}>
                  {t("cameras.reads", { count: reads, number: formats.number(reads), share: formats.percent(reads / sum) })}
                </span>
                <span className={styles.track} aria-hidden>
                  <div
                    className={`${styles.bar} ${chosen !== null && !isChosen ? styles.rest : ""}`}
                    style={{ width: `${(reads / most) * 100}%` }}
                  />
                </span>
              </button>
            </li>
          );
        })}
        {cameras.length === 0 && <li className={styles.none}>{t("cameras.none")}</li>}
      </ul>
      {cameras.length > shownAtFirst && (
        <Button size="small" appearance="subtle" onClick={() => setAll(!all)}>
          {all ? t("cameras.fewer") : t("cameras.all", { count: cameras.length })}
        </Button>
      )}
    </ChartSection>
  );
}
