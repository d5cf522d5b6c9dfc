/** What a drawn street is made of, as SVG: houses and road, cars and vans from the front, plates in the looks of some regions. */
import { drawLetters } from "./plate-letters.ts";
import type { Light } from "./scene-light.ts";

export const sceneSize = { width: 1280, height: 720 };
const { width, height } = sceneSize;
const horizon = 300;

/** Top left corner and size, in pixels. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

const rect = (x: number, y: number, w: number, h: number, fill: string, radius = 0, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="${fill}" ${more}/>`;

/** Sky, ground and a row of houses; `chance` gives 0 <= n < 1. */
export function backdrop({ sky, house, window, ground }: Light, chance: () => number): string {
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

/** The road, from the horizon to the camera. */
export function street({ road }: Light): string {
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

/** How the two bodies differ: the roof, the windscreen, and how far above the bonnet they reach. */
const bodies = {
  car: {
    above: 0,
    roof: "M92 8Q200 -8 308 8L348 112H52Z",
    glass: "M104 20Q200 6 296 20L328 106H72Z",
    shine: "M112 24L176 17L120 104H80Z",
  },
  van: {
    above: 92,
    roof: "M40 -60Q44 -88 76 -90H324Q356 -88 360 -60L372 112H28Z",
    glass: "M64 -40Q200 -52 336 -40L352 100H48Z",
    shine: "M72 -38L150 -45L100 98H56Z",
  },
};

export type Body = keyof typeof bodies;

/** Where a vehicle's outline and plate are when its bonnet's corner is at x, y. */
export function placesOf({ x, y, scale, body, plate }: { x: number; y: number; scale: number; body: Body; plate: PlateLook }) {
  const { above } = bodies[body];
  const at = (left: number, top: number, w: number, h: number): Place => ({
    x: Math.round(x + left * scale),
    y: Math.round(y + top * scale),
    width: Math.round(w * scale),
    height: Math.round(h * scale),
  });
  return {
    vehicle: at(0, -above, 400, 320 + above),
    plate: at(200 - plate.width / 2, 243 - plate.height / 2, plate.width, plate.height),
  };
}

/** The vehicle's front, drawn 400 wide and 320 high (a van reaches higher). */
export function vehicle(
  { x, y, scale, body }: { x: number; y: number; scale: number; body: Body },
  paint: string,
  light: Light,
): string {
  const mirror = (draw: string) => `${draw}<g transform="translate(400 0) scale(-1 1)">${draw}</g>`;
  const { roof, glass, shine } = bodies[body];
  const { headlights, rain } = light;
  const beam = `<ellipse cx="58" cy="352" rx="26" ry="70" fill="#fff3c4" opacity="0.16"/>`;
  return [
    `<g transform="translate(${x} ${y}) scale(${scale})">`,
    `<ellipse cx="200" cy="312" rx="205" ry="20" fill="#000000" opacity="0.45"/>`,
    mirror(rect(22, 232, 66, 84, "#15161a", 16)),
    `<path d="${roof}" fill="${paint}"/>`,
    `<path d="${glass}" fill="#1b2733"/><path d="${shine}" fill="#ffffff" opacity="0.14"/>`,
    mirror(rect(4, 92, 46, 26, paint, 10)),
    `<path d="M52 108H348Q388 124 392 190V262Q392 284 368 286H32Q8 284 8 262V190Q12 124 52 108Z" fill="${paint}"/>`,
    `<path d="M52 108H348Q366 115 376 134H24Q34 115 52 108Z" fill="#ffffff" opacity="0.18"/>`,
    rect(112, 164, 176, 40, "#16181c", 12),
    [172, 180, 188].map((bar) => rect(120, bar, 160, 3, "#8b9097")).join(""),
    mirror(`<path d="M20 164Q60 148 100 170L94 200H24Q16 184 20 164Z" fill="#eef3f6"/>`),
    mirror(`<circle cx="58" cy="180" r="15" fill="#fffbe6"/>`),
    mirror(`<circle cx="58" cy="180" r="60" fill="#fff3c4" opacity="${headlights * 0.35}"/>`),
    rain ? mirror(beam) : "",
    rect(22, 212, 356, 62, "#101216", 14, 'opacity="0.55"'),
    "</g>",
  ].join("");
}

export interface PlateLook {
  width: number;
  height: number;
  face: string;
  ink: string;
  /** The blue field at the left of European plates. */
  field?: boolean;
  /** The line of colour above American ones. */
  line?: string;
}

const plain: PlateLook = { width: 160, height: 42, face: "#f7f7f2", ink: "#14213d" };
const european: PlateLook = { width: 186, height: 42, face: "#f7f7f2", ink: "#15161a", field: true };
const american: PlateLook = { width: 132, height: 60, face: "#f7f7f2", ink: "#1d3a6e", line: "#b3312f" };

/** How plates of a region look, roughly; "us-ca" first, then "us". */
export function plateLook(region: string | null): PlateLook {
  const looks: Record<string, PlateLook> = {
    us: american,
    "us-nv": { ...american, face: "#dfe8ef", ink: "#1f4e79", line: "#8a6d3b" },
    "us-ny": { ...american, face: "#f2c14e", ink: "#1b2a4a", line: "#1b2a4a" },
    nl: { ...european, face: "#f5c518" },
    gb: { ...european, field: false },
    ...Object.fromEntries(["de", "fr", "it", "es", "pl", "be"].map((code) => [code, european])),
  };
  return looks[region ?? ""] ?? looks[region?.split("-")[0] ?? ""] ?? plain;
}

/** A plate with its letters; null letters: the plate is covered with mud and cannot be read. */
export function plateFace(plate: string | null, { x, y, width: w, height: h }: Place, look: PlateLook, glare: boolean): string {
  const inset = look.field ? w * 0.09 : 0;
  const top = look.line ? h * 0.2 : 0;
  const letters = { x: x + inset + w * 0.07, y: y + top + h * 0.2, width: w * 0.86 - inset, height: (h - top) * 0.6 };
  return [
    rect(x, y, w, h, "#1c1f24", 5),
    rect(x + 2, y + 2, w - 4, h - 4, glare ? "#ffffff" : look.face, 4),
    look.field ? rect(x + 2, y + 2, inset, h - 4, "#1f3f94", 3) : "",
    look.line ? rect(x + w * 0.12, y + h * 0.1, w * 0.76, h * 0.07, look.line, 1) : "",
    plate === null
      ? `<ellipse cx="${x + w / 2}" cy="${y + h / 2}" rx="${w * 0.5}" ry="${h * 0.48}" fill="#5d4a36" opacity="0.96"/>`
      : drawLetters(plate, letters, glare ? "#101010" : look.ink),
  ].join("");
}

/** Streaks of rain in front of everything. */
export function rainfall(chance: () => number): string {
  const streaks = Array.from({ length: 170 }, () => {
    const x = Math.round(chance() * (width + 100));
    const y = Math.round(chance() * height);
    const length = 16 + Math.round(chance() * 26);
    return `M${x} ${y}l${-Math.round(length / 4)} ${length}`;
  });
  return `<path d="${streaks.join("")}" stroke="#dfe7ee" stroke-width="1.6" opacity="0.42" fill="none"/>`;
}

/** The lamp of an infrared camera lights the middle and leaves the corners dark. */
export function vignette(): string {
  return [
    `<defs><radialGradient id="lamp" cx="0.5" cy="0.62" r="0.62"><stop offset="0.45" stop-color="#000000" stop-opacity="0"/>`,
    `<stop offset="1" stop-color="#000000" stop-opacity="0.82"/></radialGradient></defs>`,
    rect(0, 0, width, height, "url(#lamp)"),
  ].join("");
}

/** What a camera writes into its picture. */
export function caption(text: string): string {
  const box = { x: 20, y: 20, width: 8 + text.length * 12, height: 18 };
  return rect(12, 12, box.width + 16, 34, "#000000", 4, 'opacity="0.45"') + drawLetters(text, box, "#ffffff");
}
