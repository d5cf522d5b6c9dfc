/** Draws the picture of the built-in test plate: a street with one car that carries the plate one asks for. */
import type { Box } from "../../shared/plate-read.ts";
import { drawLetters } from "./plate-letters.ts";
import { renderSvg } from "./sharp-loader.ts";

export interface SampleScene {
  /** 1280 x 720 */
  jpeg: Buffer;
  plateBox: Box;
  vehicleBox: Box;
}

const width = 1280;
const height = 720;
const horizon = 300;

interface Light {
  sky: [string, string];
  house: string;
  window: string;
  road: string;
  ground: string;
  /** 0..1, how far the headlights reach */
  headlights: number;
}

const lights: [Light, ...Light[]] = [
  { sky: ["#7fb2e5", "#dcebf7"], house: "#8d97a6", window: "#6d7a8c", road: "#5b5f66", ground: "#7f9a6b", headlights: 0.1 },
  { sky: ["#33436b", "#e8a27c"], house: "#4d4a5e", window: "#f3c98b", road: "#45474f", ground: "#555d4c", headlights: 0.45 },
  { sky: ["#070b18", "#1b2740"], house: "#131a2b", window: "#e9c46a", road: "#22252d", ground: "#161d1c", headlights: 0.9 },
];
const paints: [string, ...string[]] = ["#a83232", "#2f5d8c", "#c9ccd1", "#2b2e33", "#2f6b4f", "#d8d2c4"];

/** Draws the scene. The same plate and seed give the same picture; the seed chooses light, paint and place. */
export async function drawScene({ plate, seed }: { plate: string; seed: number }): Promise<SampleScene> {
  const chance = chanceFrom(seed);
  const light = lights[Math.abs(Math.trunc(seed)) % lights.length] ?? lights[0];
  const paint = paints[Math.floor(chance() * paints.length)] ?? paints[0];
  const car = { x: Math.round(430 + chance() * 180), y: 290, width: 400, height: 320 };
  const plateArea = { x: car.x + 120, y: car.y + 222, width: 160, height: 42 };
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    backdrop(light, chance),
    street(light),
    vehicle(car, paint, light),
    plateFace(plate, plateArea),
    "</svg>",
  ].join("");
  const jpeg = await renderSvg(svg, (picture) => picture.flatten().jpeg({ quality: 82 }).toBuffer());
  return { jpeg, plateBox: boxOf(plateArea), vehicleBox: boxOf(car) };
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

const boxOf = ({ x, y, width, height }: Place): Box => ({ xmin: x, ymin: y, xmax: x + width, ymax: y + height });

const rect = (x: number, y: number, w: number, h: number, fill: string, radius = 0, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="${fill}" ${more}/>`;

function backdrop({ sky, house, window, ground }: Light, chance: () => number): string {
  const parts = [
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/>`,
    `<stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>`,
    rect(0, 0, width, horizon + 10, "url(#sky)"),
    rect(0, horizon, width, height - horizon, ground),
  ];
  for (let x = -20; x < width; ) {
    const w = Math.round(90 + chance() * 90);
    const h = Math.round(90 + chance() * 150);
    parts.push(rect(x, horizon - h, w, h, house), rect(x + w - 6, horizon - h, 6, h, "#000000", 0, 'opacity="0.15"'));
    for (let row = horizon - h + 16; row < horizon - 24; row += 30) {
      for (let column = x + 14; column < x + w - 22; column += 26) {
        if (chance() > 0.35) parts.push(rect(column, row, 12, 16, window, 1, 'opacity="0.85"'));
      }
    }
    x += w + Math.round(chance() * 24);
  }
  return parts.join("");
}

function street({ road }: Light): string {
  const marks = [0, 1, 2, 3, 4].map((step) => {
    const near = 330 + step * step * 22 + step * 14;
    const far = near + 10 + step * 12;
    const half = (y: number) => ((y - horizon) / (height - horizon)) * 9;
    const x = (y: number) => 300 - (y - horizon) * 0.35;
    return `<polygon fill="#e6e2d3" opacity="0.8" points="${x(near) - half(near)},${near} ${x(near) + half(near)},${near} ${x(far) + half(far)},${far} ${x(far) - half(far)},${far}"/>`;
  });
  return [
    `<polygon fill="${road}" points="240,${horizon} 900,${horizon} 1400,${height} -240,${height}"/>`,
    `<path d="M240 ${horizon}L-240 ${height}M900 ${horizon}L1400 ${height}" stroke="#b9b5a8" stroke-width="6" opacity="0.7"/>`,
    ...marks,
  ].join("");
}

/** The car's front, drawn 400 wide and 320 high. */
function vehicle({ x, y }: Place, paint: string, { headlights }: Light): string {
  const mirror = (draw: string) => `${draw}<g transform="translate(400 0) scale(-1 1)">${draw}</g>`;
  return [
    `<ellipse cx="${x + 200}" cy="${y + 312}" rx="205" ry="20" fill="#000000" opacity="0.45"/>`,
    `<g transform="translate(${x} ${y})">`,
    mirror(rect(22, 232, 66, 84, "#15161a", 16)),
    `<path d="M92 8Q200 -8 308 8L348 112H52Z" fill="${paint}"/>`,
    `<path d="M104 20Q200 6 296 20L328 106H72Z" fill="#1b2733"/><path d="M112 24L176 17L120 104H80Z" fill="#ffffff" opacity="0.14"/>`,
    mirror(rect(4, 92, 46, 26, paint, 10)),
    `<path d="M52 108H348Q388 124 392 190V262Q392 284 368 286H32Q8 284 8 262V190Q12 124 52 108Z" fill="${paint}"/>`,
    `<path d="M52 108H348Q366 115 376 134H24Q34 115 52 108Z" fill="#ffffff" opacity="0.18"/>`,
    rect(112, 164, 176, 40, "#16181c", 12),
    [172, 180, 188].map((bar) => rect(120, bar, 160, 3, "#8b9097")).join(""),
    mirror(`<path d="M20 164Q60 148 100 170L94 200H24Q16 184 20 164Z" fill="#eef3f6"/>`),
    mirror(`<circle cx="58" cy="180" r="15" fill="#fffbe6"/>`),
    mirror(`<circle cx="58" cy="180" r="60" fill="#fff3c4" opacity="${headlights * 0.35}"/>`),
    rect(22, 212, 356, 62, "#101216", 14, 'opacity="0.55"'),
    "</g>",
  ].join("");
}

function plateFace(plate: string, { x, y, width: w, height: h }: Place): string {
  return [
    rect(x, y, w, h, "#1c1f24", 5),
    rect(x + 2, y + 2, w - 4, h - 4, "#f7f7f2", 4),
    drawLetters(plate, { x: x + 12, y: y + 9, width: w - 24, height: h - 18 }, "#14213d"),
  ].join("");
}

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
