import { makeStyles } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { PlateRead, StoredImage } from "../../shared/plate-read.ts";
import { BoxLine } from "../feed/thumb.tsx";

const useStyles = makeStyles({
  frame: { position: "relative", boxSizing: "border-box", maxWidth: "100%", breakInside: "avoid", border: "1px solid #000000" },
  image: { display: "block", width: "100%" },
  boxes: { position: "absolute", inset: 0, width: "100%", height: "100%", fill: "none" },
  under: { stroke: "#000000" },
  plate: { stroke: "#ffd335" },
  vehicle: { stroke: "#5ac8fa" },
  missing: { padding: "4mm", border: "1px solid #000000" },
});

/** The whole picture as it was received, with the boxes drawn over it. */
export function EvidenceScene({ image, read }: { image: StoredImage | null; read: PlateRead }) {
  const { t } = useTranslation("evidence");
  const styles = useStyles();
  if (image === null || image.unreadable !== null || image.width === null || image.height === null)
    return <div className={styles.missing}>{t("noScene")}</div>;
  const boxes = [
    { box: read.vehicleBox, className: styles.vehicle },
    { box: read.plateBox, className: styles.plate },
  ];
  return (
    <div className={styles.frame} style={{ width: `calc(var(--evidence-picture) * ${(image.width / image.height).toFixed(4)})` }}>
      <img className={styles.image} src={`/images/${image.id}`} alt={t("scene", { camera: read.camera })} />
      <svg className={styles.boxes} viewBox={`0 0 ${image.width} ${image.height}`} preserveAspectRatio="none" aria-hidden>
        {boxes.map(
          ({ box, className }) =>
            box !== null && (
              <g key={className}>
                <BoxLine box={box} className={styles.under} width={4} />
                <BoxLine box={box} className={className} width={2} />
              </g>
            ),
        )}
      </svg>
    </div>
  );
}
