import type { TFunction } from "i18next";
import type { Evidence } from "../../shared/evidence.ts";
import { compassPoint, makeAndModel } from "../feed/vehicle-words.ts";
import type { Formats } from "../ui/format.ts";

export type Fact = [name: string, value: string];

interface Words {
  t: TFunction<"evidence">;
  feed: TFunction<"feed">;
  formats: Formats;
}

/** What is known of a read, in the order of a document; what is not known is left out. */
export function factsOf({ read, event }: Evidence, { t, feed, formats }: Words): Fact[] {
  const sure = (value: string | null, score: number | null) =>
    value === null || value === "" || score === null ? value : feed("withScore", { value, percent: formats.percent(score) });
  const box = (of: typeof read.plateBox) => (of === null ? null : t("box", { ...of }));
  const facts: [name: string, value: string | null][] = [
    [t("plate"), sure(read.plate?.toUpperCase() ?? null, read.score)],
    [
      feed("field.candidates"),
      read.candidates
        .filter(({ plate }) => plate !== read.plate)
        .map(({ plate, score }) => sure(plate.toUpperCase(), score))
        .join(", "),
    ],
    [feed("field.seen"), read.capturedAt === null ? null : formats.full(read.capturedAt)],
    [feed("field.seenLocal"), read.capturedAtLocal],
    [feed("field.received"), formats.full(read.receivedAt)],
    [t("utc"), new Date(read.capturedAt ?? read.receivedAt).toISOString()],
    [feed("field.camera"), [read.camera, event.headers.cameraName].filter(Boolean).join(", ")],
    [feed("field.source"), read.source],
    [feed("field.address"), event.remoteAddress],
    [feed("field.region"), sure(read.region?.toUpperCase() ?? null, read.regionScore)],
    [feed("field.vehicleType"), sure(read.vehicleType, read.vehicleScore)],
    [feed("field.makeModel"), sure(makeAndModel(read), read.makeModelScore)],
    [feed("field.color"), sure(read.color, read.colorScore)],
    [feed("field.orientation"), read.orientation],
    [
      feed("field.direction"),
      read.direction === null
        ? null
        : feed("degrees", {
            number: formats.number(Math.round(read.direction)),
            point: feed(`compass.${compassPoint(read.direction)}`),
          }),
    ],
    [feed("field.speed"), read.speed === null ? null : feed("kmh", { number: formats.number(Math.round(read.speed)) })],
    [t("plateBox"), box(read.plateBox)],
    [t("vehicleBox"), box(read.vehicleBox)],
    [t("serial"), event.headers.serialNumber],
    [t("numbers"), t("numbersText", { read: String(read.id), event: String(event.id) })],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null && fact[1] !== "");
}

/** SHA-256 of each stored image and of the body. */
export function hashesOf({ event, bodySha256, imageSha256 }: Evidence, t: TFunction<"evidence">): Fact[] {
  return [
    ...event.images.map((image): Fact => {
      const name = t("imageHash", { number: String(image.id), part: image.part || image.role });
      return [name, imageSha256[image.id] ?? t("unreadable")];
    }),
    [t("bodyHash"), bodySha256 ?? t("unreadable")],
  ];
}
