import { makeStyles, tokens } from "@fluentui/react-components";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { PlateRead, StoredEvent } from "../../../shared/plate-read.ts";
import type { Formats } from "../../ui/format.ts";
import { useFormats } from "../../ui/use-formats.ts";
import { compassPoint, makeAndModel } from "../vehicle-words.ts";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "minmax(96px, max-content) minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: "anywhere", userSelect: "text", color: tokens.colorNeutralForeground1 },
});

type Field = [name: string, value: string | null];

/** Names and values; a field without a value is left out. */
export function FieldList({ fields }: { fields: readonly Field[] }) {
  const styles = useStyles();
  const told = fields.filter((field): field is [string, string] => field[1] !== null && field[1] !== "");
  return (
    <dl className={styles.list}>
      {told.map(([name, value]) => (
        <FieldPair key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FieldPair({ name, value }: { name: string; value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}

/** Everything that the recogniser told about one vehicle. */
export function ReadFields({ read }: { read: PlateRead }) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const sure = (value: string | null, score: number | null) => withScore(t, formats, value, score);
  return (
    <FieldList
      fields={[
        [t("field.score"), read.plate === null ? null : formats.percent(read.score)],
        [t("field.dscore"), formats.percent(read.dscore)],
        [t("field.region"), sure(read.region?.toUpperCase() ?? null, read.regionScore)],
        [t("field.candidates"), candidates(t, formats, read)],
        [t("field.vehicleType"), sure(read.vehicleType, read.vehicleScore)],
        [t("field.makeModel"), sure(makeAndModel(read), read.makeModelScore)],
        [t("field.color"), sure(read.color, read.colorScore)],
        [t("field.orientation"), read.orientation],
        [
          t("field.direction"),
          read.direction === null
            ? null
            : t("degrees", {
                number: formats.number(Math.round(read.direction)),
                point: t(`compass.${compassPoint(read.direction)}`),
              }),
        ],
        [t("field.speed"), read.speed === null ? null : t("kmh", { number: formats.number(Math.round(read.speed)) })],
        [t("field.seen"), read.capturedAt === null ? null : formats.full(read.capturedAt)],
        [t("field.seenLocal"), read.capturedAtLocal],
      ]}
    />
  );
}

/** Where the webhook came from, and what came with it. */
export function EventFields({ event }: { event: StoredEvent }) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const delay = event.capturedAt === null ? null : event.receivedAt - event.capturedAt;
  return (
    <FieldList
      fields={[
        [t("field.camera"), event.camera],
        [t("field.cameraName"), event.headers.cameraName],
        [t("field.source"), event.source],
        [t("field.received"), formats.full(event.receivedAt)],
        [t("field.delay"), delay === null || delay < 0 ? null : formats.duration(delay)],
        [t("field.address"), event.remoteAddress],
        [t("field.hookEvent"), event.hookEvent],
        [t("field.serial"), event.headers.serialNumber],
        [t("field.mac"), event.headers.macAddress],
        [
          t("field.images"),
          event.images
            .map((image) =>
              t("image", {
                part: image.part,
                size: formats.bytes(image.size),
                pixels: image.width === null || image.height === null ? t("unreadable") : `${image.width} × ${image.height}`,
              }),
            )
            .join("; "),
        ],
        [t("field.number"), formats.number(event.id)],
      ]}
    />
  );
}

function withScore(t: TFunction<"feed">, formats: Formats, value: string | null, score: number | null): string | null {
  if (value === null || value === "" || score === null) return value;
  return t("withScore", { value, percent: formats.percent(score) });
}

/** The other readings; the first is the plate itself. */
function candidates(t: TFunction<"feed">, formats: Formats, read: PlateRead): string | null {
  const others = read.candidates.filter(({ plate }) => plate !== read.plate);
  return others.length === 0
    ? null
    : others.map(({ plate, score }) => withScore(t, formats, plate.toUpperCase(), score) ?? "").join(", ");
}
