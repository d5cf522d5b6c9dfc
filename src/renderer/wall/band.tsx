import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { ListColor } from "../../shared/plate-list.ts";
import { PlateCrop } from "../feed/plate-crop.tsx";
import { type FeedRow, momentOf, senderOf } from "../feed/rows.ts";
import { vehicleWords } from "../feed/vehicle-words.ts";
import { ListMark } from "../ui/list-mark.tsx";
import { plateFace } from "../ui/plate.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useListGrounds } from "./colors.ts";

const upright = "@container (max-aspect-ratio: 1/1)";

const useStyles = makeStyles({
  band: {
    display: "flex",
    alignItems: "center",
    gap: "3cqmin",
    padding: "2cqh 3cqmin",
    minWidth: 0,
    backgroundColor: "#1b1b1b",
    [upright]: { flexDirection: "column", alignItems: "stretch", gap: "2cqmin", padding: "2cqmin 3cqmin" },
  },
  // Seen from as far away as the one large picture.
  tile: { padding: "1.5cqh 2cqmin", gap: "2cqmin" },
  tilePlate: { height: "27cqh", fontSize: "min(23cqh, calc(60cqw / var(--letters) / 0.66))" },
  plate: {
    flexShrink: 0,
    boxSizing: "border-box",
    display: "grid",
    placeItems: "center",
    // A fifth of the screen: what is measured here is without the frame.
    height: "20.5cqh",
    padding: "0 2cqh",
    // As high as it may be, and as wide as leaves room for the words, however long the plate is.
    fontSize: "min(16.5cqh, calc(56cqw / var(--letters) / 0.66))",
    fontFamily: plateFace,
    fontWeight: 700,
    lineHeight: 1,
    letterSpacing: "0.02em",
    textTransform: "uppercase",
    whiteSpace: "nowrap",
    color: "#000",
    backgroundColor: "#fff",
    border: "0.5cqh solid #000",
    borderRadius: "1.5cqh",
    [upright]: { height: "auto", padding: "2cqmin 0", fontSize: "calc(86cqw / var(--letters) / 0.66)" },
  },
  // Black on white, in a contrast theme as well.
  paper: { forcedColorAdjust: "none" },
  none: {
    fontFamily: "inherit",
    fontSize: "max(20px, 6cqh)",
    textTransform: "none",
    letterSpacing: 0,
    color: "#d6d6d6",
    backgroundColor: "transparent",
    border: "none",
    padding: 0,
    "@media (forced-colors: active)": { color: "inherit" },
  },
  words: { flex: 1, minWidth: 0, display: "flex", flexDirection: "column", gap: "0.6cqh" },
  hit: {
    display: "flex",
    alignItems: "center",
    gap: "1.5cqmin",
    fontSize: "max(20px, 6cqmin)",
    lineHeight: 1.15,
    fontWeight: tokens.fontWeightBold,
    minWidth: 0,
  },
  mark: { color: "inherit", width: "0.9em", height: "0.9em" },
  name: {
    fontSize: "max(18px, 4.6cqmin)",
    lineHeight: 1.2,
    fontWeight: tokens.fontWeightSemibold,
    display: "-webkit-box",
    WebkitLineClamp: "2",
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  place: { fontSize: "max(18px, 4.4cqmin)", lineHeight: 1.25, fontWeight: tokens.fontWeightSemibold },
  second: {
    fontSize: "max(16px, 3.2cqmin)",
    lineHeight: 1.3,
    fontWeight: tokens.fontWeightRegular,
    display: "-webkit-box",
    WebkitLineClamp: "2",
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  time: { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  crop: { flexShrink: 0, height: "14cqh", maxWidth: "13cqw", "@container (max-aspect-ratio: 17/10)": { display: "none" } },
});

/** The plate at a fifth of the height; beside it where, when, what it is, and whose where it is on a list, in the list's colour. */
export function WallBand({
  row,
  color,
  tile = false,
  className,
}: {
  row: FeedRow;
  color: ListColor | null;
  /** Of one camera among several: its picture says which. */
  tile?: boolean;
  className: string;
}) {
  const { t } = useTranslation(["wall", "ui", "feed"]);
  const formats = useFormats();
  const styles = useStyles();
  const grounds = useListGrounds();
  const plate = row.read?.plate ?? null;
  const [hit, ...others] = row.hits;
  const vehicle = row.read === null ? "" : vehicleWords(row.read);
  return (
    <section
      className={mergeClasses(styles.band, tile && styles.tile, color !== null && grounds[color], className)}
      aria-label={t("wall:last")}
      data-testid="wall-band"
    >
      {plate === null ? (
        <div className={mergeClasses(styles.plate, tile && styles.tilePlate, styles.none)}>{t("ui:noPlate")}</div>
      ) : (
        <div
          className={mergeClasses(styles.plate, styles.paper, tile && styles.tilePlate)}
          ref={(element) => element?.style.setProperty("--letters", String(Math.max(5, plate.length)))}
        >
          {plate}
        </div>
      )}
      <div className={styles.words}>
        {hit !== undefined && (
          <>
            <div className={styles.hit} data-testid="wall-hit">
              <ListMark color={color ?? "none"} className={styles.mark} />
              <span className={styles.cut}>{hit.listName}</span>
              {others.length > 0 && <span>{t("feed:more", { count: others.length })}</span>}
            </div>
            {(hit.name !== "" || hit.note !== "") && (
              <div className={styles.name}>{[hit.name, hit.note].filter(Boolean).join(" · ")}</div>
            )}
          </>
        )}
        <div className={hit === undefined ? mergeClasses(styles.cut, styles.place) : styles.second}>
          <time dateTime={new Date(momentOf(row)).toISOString()} className={styles.time}>
            {formats.time(momentOf(row), Date.now())}
          </time>
          {!tile && ` · ${senderOf(row.event) ?? t("feed:unknownSender")}`}
          {hit !== undefined && vehicle !== "" && ` · ${vehicle}`}
        </div>
        {hit === undefined && <div className={styles.second}>{vehicle}</div>}
      </div>
      {/* A listed plate's words need the room. */}
      {hit === undefined && !tile && row.hasCrop && row.read !== null && (
        <PlateCrop key={row.read.id} readId={row.read.id} alt="" className={styles.crop} />
      )}
    </section>
  );
}
