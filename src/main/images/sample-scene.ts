/** Draws pictures of a street as a camera sees them: for the built-in test plate, for tests, and for the demo. */
import type { Box } from "../../shared/plate-read.ts";
import { type LightName, lights } from "./scene-light.ts";
import {
  type Body,
  backdrop,
  caption,
  type Place,
  placesOf,
  plateFace,
  plateLook,
  rainfall,
  sceneSize,
  street,
  vehicle,
  vignette,
} from "./scene-parts.ts";
import { renderSvg } from "./sharp-loader.ts";

export interface SampleScene {
  /** 1280 x 720 */
  jpeg: Buffer;
  plateBox: Box;
  vehicleBox: Box;
}

/** One vehicle of a drawn street. */
export interface DrawnVehicle {
  /** null: it is covered with mud and cannot be read. */
  plate: string | null;
  /** As in CSS. */
  paint: string;
  body?: Body;
  /** Chooses the plate's look. */
  region?: string | null;
}

export interface StreetScene {
  /** 1280 x 720 */
  jpeg: Buffer;
  /** In the order of the vehicles given. */
  vehicles: { plateBox: Box; vehicleBox: Box }[];
}

const paints: [string, ...string[]] = ["#a83232", "#2f5d8c", "#c9ccd1", "#2b2e33", "#2f6b4f", "#d8d2c4"];
const lightsBySeed: [LightName, ...LightName[]] = ["day", "dusk", "night"];

/** Draws one car with this plate. The same plate and seed give the same picture; the seed chooses light, paint and place. */
export async function drawScene({ plate, seed }: { plate: string; seed: number }): Promise<SampleScene> {
  const light = lightsBySeed[Math.abs(Math.trunc(seed)) % lightsBySeed.length] ?? "day";
  const paint = paints[Math.floor(chanceFrom(seed)() * paints.length)] ?? paints[0];
  const { jpeg, vehicles } = await drawStreet({ vehicles: [{ plate, paint }], light, seed });
  const [places] = vehicles;
  if (!places) throw new Error("a street of one vehicle has none");
  return { jpeg, ...places };
}

/** Draws a street with one to three vehicles. The same options give the same picture; the seed chooses houses and places. */
export async function drawStreet(options: {
  vehicles: readonly DrawnVehicle[];
  light: LightName;
  seed: number;
  /** Written into the picture's corner; letters, digits and dashes. */
  text?: string;
}): Promise<StreetScene> {
  const { vehicles, seed, text } = options;
  const light = lights[options.light];
  const chance = chanceFrom(seed);
  const standing = standingPlaces(vehicles.length, chance);
  const drawn = vehicles.map(({ plate, paint, body = "car", region = null }, index) => {
    const look = plateLook(region);
    const at = { ...(standing[index] ?? standing[0]), body };
    const places = placesOf({ ...at, plate: look });
    return { at, places, svg: vehicle(at, paint, light) + plateFace(plate, places.plate, look, light.infrared) };
  });
  const { width, height } = sceneSize;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    backdrop(light, chance),
    street(light),
    // Who is farther away stands behind.
    ...drawn.toSorted((a, b) => a.at.scale - b.at.scale).map((one) => one.svg),
    light.rain ? rainfall(chance) : "",
    light.infrared ? vignette() : "",
    text ? caption(text) : "",
    "</svg>",
  ].join("");
  const jpeg = await renderSvg(svg, (picture) => {
    const flat = picture.flatten();
    return (light.infrared ? flat.greyscale() : flat).jpeg({ quality: 82 }).toBuffer();
  });
  return {
    jpeg,
    vehicles: drawn.map(({ places }) => ({ plateBox: boxOf(places.plate), vehicleBox: boxOf(places.vehicle) })),
  };
}

interface Standing {
  x: number;
  y: number;
  scale: number;
}

/** One in the middle; two beside each other; the third behind them. */
function standingPlaces(count: number, chance: () => number): [Standing, ...Standing[]] {
  const shift = Math.round(chance() * 180);
  if (count <= 1) return [{ x: 430 + shift, y: 290, scale: 1 }];
  const left = { x: 120 + Math.round(shift / 3), y: 300, scale: 1 };
  const right = { x: 700 + Math.round(shift / 3), y: 318, scale: 0.92 };
  return count === 2 ? [left, right] : [left, right, { x: 520, y: 268, scale: 0.5 }];
}

const boxOf = ({ x, y, width, height }: Place): Box => ({ xmin: x, ymin: y, xmax: x + width, ymax: y + height });

/** mulberry32: small, and the same on every machine. Answers 0 <= n < 1. */
function chanceFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
