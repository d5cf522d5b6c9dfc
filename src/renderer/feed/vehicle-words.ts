import type { PlateRead } from "../../shared/plate-read.ts";

type Vehicle = Pick<PlateRead, "color" | "make" | "model" | "vehicleType" | "orientation">;

/** Recognisers fill in "Unknown" or nothing where they could not tell; neither is worth reading. */
function told(value: string | null): string | null {
  const text = value?.trim() ?? "";
  return text === "" || /^(unknown|other|n\/?a|-)$/i.test(text) ? null : text;
}

/** "Porsche 911"; the make is not repeated where the model already holds it ("Ford", "Ford Transit"). "" where neither is told. */
export function makeAndModel(read: Pick<Vehicle, "make" | "model">): string {
  const make = told(read.make);
  const model = told(read.model);
  const makeInModel = make !== null && model?.toLowerCase().startsWith(`${make.toLowerCase()} `) === true;
  return [makeInModel ? null : make, model].filter((word) => word !== null).join(" ");
}

/** "red Porsche 911, sedan, rear": what is known, nothing for what is not; "" where nothing is. */
export function vehicleWords(read: Vehicle): string {
  const words = (parts: (string | null | undefined)[], between: string) =>
    parts.filter((part) => part !== null && part !== undefined && part !== "").join(between);
  const body = words([told(read.color)?.toLowerCase(), makeAndModel(read)], " ");
  return words([body, told(read.vehicleType)?.toLowerCase(), told(read.orientation)?.toLowerCase()], ", ");
}

const compass = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"] as const;

/** The compass point nearest to a direction in degrees: 0 is N, 90 is E. */
export function compassPoint(degrees: number): (typeof compass)[number] {
  return compass[((Math.round(degrees / 45) % 8) + 8) % 8] ?? "N";
}
