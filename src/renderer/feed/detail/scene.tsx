import { Button, makeStyles, mergeClasses, Switch, Text, tokens } from "@fluentui/react-components";
import { ZoomFit20Regular, ZoomIn20Regular, ZoomOut20Regular } from "@fluentui/react-icons";
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlateRead, StoredImage } from "../../../shared/plate-read.ts";
import { useFormats } from "../../ui/use-formats.ts";
import { BoxLine } from "../thumb.tsx";
import { usePictureZoom } from "./use-picture-zoom.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  frame: {
    position: "relative",
    overflow: "auto",
    maxHeight: "60vh",
    width: "100%",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground4,
    cursor: "zoom-in",
    scrollbarWidth: "thin",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  zoomed: { cursor: "grab" },
  picture: { position: "relative", margin: "0 auto" },
  image: { display: "block", width: "100%", height: "100%" },
  boxes: { position: "absolute", inset: 0, width: "100%", height: "100%", fill: "none", forcedColorAdjust: "none" },
  under: { stroke: "#000", strokeOpacity: 0.6 },
  plate: { stroke: "#ffd335" },
  vehicle: { stroke: "#5ac8fa" },
  tools: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    // Words that do not fit go to the next line; they are never cut.
    "& button": { flexShrink: 0, minWidth: "auto", whiteSpace: "nowrap" },
  },
  level: { minWidth: "44px", color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  // Without the switch's own margin it ends where the picture does.
  boxSwitch: { marginLeft: "auto", marginRight: `calc(-1 * ${tokens.spacingHorizontalS})` },
  missing: {
    display: "grid",
    placeItems: "center",
    aspectRatio: "16 / 10",
    padding: tokens.spacingHorizontalL,
    textAlign: "center",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
  },
});

/** The whole picture, with the boxes of the shown read (or of all) and zoom: buttons, wheel, + and -, dragging to move. */
export function Scene({ image, reads, title }: { image: StoredImage | null; reads: readonly PlateRead[]; title: string }) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  if (image === null) return <div className={styles.missing}>{t("scene.none")}</div>;
  if (image.unreadable !== null || image.width === null || image.height === null)
    return <div className={styles.missing}>{t("scene.unreadable", { reason: image.unreadable ?? t("scene.noSize") })}</div>;
  return <Picture imageId={image.id} width={image.width} height={image.height} reads={reads} title={title} />;
}

function Picture({
  imageId,
  width,
  height,
  reads,
  title,
}: {
  imageId: number;
  width: number;
  height: number;
  reads: readonly PlateRead[];
  title: string;
}) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const styles = useStyles();
  const [boxes, setBoxes] = useState(true);
  const frame = useRef<HTMLDivElement>(null);
  const picture = usePictureZoom(frame, { width, height });
  const grip = useRef<{ x: number; y: number } | null>(null);

  // The wheel must not scroll the page under the picture, and React's own wheel listeners cannot prevent that.
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onWheel = (turned: WheelEvent) => {
      turned.preventDefault();
      const area = element.getBoundingClientRect();
      picture.step(turned.deltaY < 0 ? 1 : -1, { x: turned.clientX - area.left, y: turned.clientY - area.top });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [picture.step]);

  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key === "+" || pressed.key === "=") picture.step(1);
    else if (pressed.key === "-") picture.step(-1);
    else if (pressed.key === "0") picture.fit();
    else return;
    pressed.preventDefault();
  }

  function onPointerMove(moved: PointerEvent<HTMLDivElement>): void {
    if (grip.current === null) return;
    moved.currentTarget.scrollBy(grip.current.x - moved.clientX, grip.current.y - moved.clientY);
    grip.current = { x: moved.clientX, y: moved.clientY };
  }

  return (
    <div className={styles.root}>
      <section
        ref={frame}
        className={mergeClasses(styles.frame, picture.zoomed && styles.zoomed)}
        aria-label={t("scene.frame")}
        style={{ aspectRatio: `${width} / ${height}` }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture larger than its frame must be scrollable by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(down) => {
          if (down.pointerType === "mouse") grip.current = { x: down.clientX, y: down.clientY };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          grip.current = null;
        }}
        onPointerLeave={() => {
          grip.current = null;
        }}
        onDoubleClick={() => (picture.zoomed ? picture.fit() : picture.full())}
      >
        <div className={styles.picture} style={{ width: picture.width, height: picture.height }}>
          <img className={styles.image} src={`/images/${imageId}`} alt={title} draggable={false} />
          {boxes && (
            <svg className={styles.boxes} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
              {reads.map((read) => (
                <g key={read.id}>
                  {read.vehicleBox !== null && <BoxLine box={read.vehicleBox} className={styles.under} width={4} />}
                  {read.vehicleBox !== null && <BoxLine box={read.vehicleBox} className={styles.vehicle} width={2} />}
                  {read.plateBox !== null && <BoxLine box={read.plateBox} className={styles.under} width={4} />}
                  {read.plateBox !== null && <BoxLine box={read.plateBox} className={styles.plate} width={2} />}
                </g>
              ))}
            </svg>
          )}
        </div>
      </section>
      <div className={styles.tools}>
        <Button
          size="small"
          appearance="subtle"
          icon={<ZoomOut20Regular />}
          aria-label={t("scene.out")}
          onClick={() => picture.step(-1)}
        />
        <Text size={200} className={styles.level} align="center">
          {formats.percent(picture.zoom)}
        </Text>
        <Button
          size="small"
          appearance="subtle"
          icon={<ZoomIn20Regular />}
          aria-label={t("scene.in")}
          onClick={() => picture.step(1)}
        />
        <Button size="small" appearance="subtle" icon={<ZoomFit20Regular />} onClick={picture.fit}>
          {t("scene.fit")}
        </Button>
        <Button size="small" appearance="subtle" onClick={picture.full}>
          {formats.percent(1)}
        </Button>
        <Switch
          className={styles.boxSwitch}
          label={t("scene.boxes")}
          labelPosition="before"
          checked={boxes}
          onChange={(_, { checked }) => setBoxes(checked)}
        />
      </div>
    </div>
  );
}
