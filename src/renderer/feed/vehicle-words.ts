import type { PlateRead } from "../../shared/plate-read.ts";

type Vehicle = Pick<PlateRead, "color" | "make" | "model" | "vehicleType" | "orientation">;

/** Recognisers fill in "Unknown" or nothing where they could not tell; neither is worth reading. */
function told(value: string | null): string | null {
  const text = value?.trim() ?? "";
  return text === "" || /^(unknown|other|n\/?a|-)$/i.test(text) ? null : text;
}

/** "red Porsche 911, sedan, rear": what is known, nothing for what is not; "" where nothing is. */
export function vehicleWords(read: Vehicle): string {
  const color = told(read.color)?.toLowerCase() ?? null;
  const make = told(read.make);
  const model = told(read.model);
  // Some engines repeat the make in the model ("Ford", "Ford Transit").
  const makeInModel = make !== null && model?.toLowerCase().startsWith(`${make.toLowerCase()} `) === true;
  const body = [color, makeInModel ? null : make, model].filter((word) => word !== null).join(" ");
  const rest = [told(read.vehicleType)?.toLowerCase(), told(read.orientation)?.toLowerCase()];
  return [body, ...rest].filter((part) => part !== undefined && part !== "").join(", ");
}

const compass = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"] as const;

/** The compass point nearest to a direction in degrees: 0 is N, 90 is E. */
export function compassPoint(degrees: number): (typeof compass)[number] {
  return compass[((Math.round(degrees / 45) % 8) + 8) % 8] ?? "N";
}
