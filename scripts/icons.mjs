/**
 * Draws every icon from the shapes below and writes assets/. Run it after a change of a shape, look at the contact sheet it can
 * write (`npm run icons -- sheet.png`), and commit what it wrote: builds use the files.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { root } from "./processes.mjs";

const assets = join(root, "assets");

/** Windows shows 16 to 32 in the tray (100 to 200 % scaling), more on very fine displays. */
const traySizes = [16, 20, 24, 32, 48, 64];
/** 256 for the desktop and the installer; Windows picks the nearest. */
const appSizes = [16, 24, 32, 48, 64, 256];
/** The colour of the glyph, by the taskbar it stands on. */
const inks = { light: "#1b1b1b", dark: "#ffffff" };
/** The badge that counts what needs attention: seen on both taskbars, and its white digit on it. */
const badgeRed = "#d13438";
/** What a badge may say: a number, or that there are more. */
const counts = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "many"];
/**
 * Digits as lines on a grid one wide and two high, like those of a clock: drawn, because a font would be another one on each
 * machine that draws.
 * @type {Record<string, string>}
 */
const digits = {
  1: "M0.5 0 V2",
  2: "M0 0 H1 V1 H0 V2 H1",
  3: "M0 0 H1 V2 H0 M0.2 1 H1",
  4: "M0 0 V1 H1 M1 0 V2",
  5: "M1 0 H0 V1 H1 V2 H0",
  6: "M1 0 H0 V2 H1 V1 H0",
  7: "M0 0 H1 V2",
  8: "M0 0 H1 V2 H0 Z M0 1 H1",
  9: "M0 2 H1 V0 H0 V1 H1",
  many: "M-0.25 1 H1.25 M0.5 0.25 V1.75",
};

/**
 * The tray's glyphs are told apart by shape alone: taskbars are monochrome, and colours are not seen by everyone.
 * Lines are whole pixels wide and lie on whole pixels, so that they stay sharp at 16.
 * @type {Record<string, (u: number, line: number) => string>} u: pixels of a sixteenth; line: width of a line in pixels
 */
const glyphs = {
  /** A plate with a full dot: something comes in. */
  receiving: (u, line) => `${plate(u, line)}<circle cx="${8 * u}" cy="${8 * u}" r="${2.5 * u}" fill="ink"/>`,
  /** A plate with its line of text: waiting. */
  idle: (u, line) => plate(u, line),
  /** A plate whose lower right corner gives way to a warning triangle. */
  attention: (u, line) => `
    <mask id="gap"><rect width="100%" height="100%" fill="white"/>
      <path d="M${11 * u} ${4.4 * u} L${17.4 * u} ${16.8 * u} H${4.6 * u} Z" fill="black"/></mask>
    <g mask="url(#gap)">${plate(u, line)}</g>
    <path d="M${11 * u} ${6.6 * u} L${16 * u} ${15.5 * u} H${6 * u} Z" fill="ink"/>`,
  /** A plate struck through: nothing is received. */
  stopped: (u, line) => `
    <mask id="gap"><rect width="100%" height="100%" fill="white"/>
      <path d="M${1.5 * u} ${14.5 * u} L${14.5 * u} ${1.5 * u}" stroke="black" stroke-width="${line * 3.4}"/></mask>
    <g mask="url(#gap)">${plate(u, line)}</g>
    <path d="M${1.5 * u} ${14.5 * u} L${14.5 * u} ${1.5 * u}" stroke="ink" stroke-width="${line * 1.3}" stroke-linecap="round"/>`,
};

/** @param {number} u @param {number} line @param {number} from the top, in sixteenths */
function plate(u, line, from = 3) {
  const left = 0;
  const top = Math.round(from * u);
  const width = Math.round(16 * u);
  const height = Math.round(10 * u);
  return `<rect x="${left + line / 2}" y="${top + line / 2}" width="${width - line}" height="${height - line}"
    rx="${1.8 * u}" fill="none" stroke="ink" stroke-width="${line}"/>`;
}

/**
 * A badge with a number, `side` pixels wide and high at x and y: its edges and the digit's lines lie on whole pixels.
 * @param {string} count @param {number} x @param {number} y @param {number} side
 */
function badge(count, x, y, side) {
  const line = Math.max(1, Math.round(side * 0.13));
  // From the middle of a line to the middle of the opposite one; even, so that the middle line has a place.
  const height = 2 * Math.round((side * 0.68 - line) / 2);
  const width = Math.round(height * 0.55);
  const left = x + Math.round((side - width - line) / 2) + line / 2;
  const top = y + Math.round((side - height - line) / 2) + line / 2;
  const path = (digits[count] ?? "").replaceAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g, (_, letter, first, second) => {
    const across = left + Math.round(Number(first) * width);
    const down = (/** @type {string} */ at) => top + Math.round((Number(at) * height) / 2);
    if (letter === "H") return `H${across}`;
    return letter === "V" ? `V${down(first)}` : `M${across} ${down(second)}`;
  });
  return `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="${side * 0.3}" fill="${badgeRed}"/>
    <path d="${path}" fill="none" stroke="#ffffff" stroke-width="${line}" stroke-linecap="square"/>`;
}

/** A plate whose lower right corner gives way to the badge. @param {string} count @param {number} size @param {number} line */
function counted(count, size, line) {
  const u = size / 16;
  const side = Math.round(11 * u);
  const at = size - side;
  const gap = Math.max(1, Math.round(u));
  return `<mask id="gap"><rect width="100%" height="100%" fill="white"/>
      <rect x="${at - gap}" y="${at - gap}" width="${side + gap}" height="${side + gap}" rx="${side * 0.3}" fill="black"/></mask>
    <g mask="url(#gap)">${plate(u, line, 1)}</g>${badge(count, at, at, side)}`;
}

/** The mark over the taskbar's button. @param {string} count @param {number} size */
function overlaySvg(count, size) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${badge(count, 0, 0, size)}</svg>`;
}

/** @param {string} state a glyph's name, or "attention-" and a count @param {string} ink @param {number} size */
function traySvg(state, ink, size) {
  const line = Math.max(1, Math.round(size * 0.094));
  const count = /^attention-(.+)$/.exec(state)?.[1];
  const drawn = count ? counted(count, size, line) : (glyphs[state]?.(size / 16, line) ?? "");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${drawn.replaceAll('"ink"', `"${ink}"`)}</svg>`;
}

/**
 * The application: a white plate that is on its way, from a dot to an arrow. At 32 pixels and below the fine parts go, and what
 * stays is drawn larger. @param {number} size
 */
function appSvg(size) {
  const small = size <= 32;
  const frame = small ? 44 : 30;
  const [top, height] = small ? [96, 320] : [112, 288];
  const bolts = small ? "" : [92, 420].map((x) => `<circle cx="${x}" cy="${top + 48}" r="11" fill="#9fb3c8"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 512 512">
    <rect x="${8 + frame / 2}" y="${top + frame / 2}" width="${496 - frame}" height="${height - frame}" rx="52"
      fill="#ffffff" stroke="#1d4a75" stroke-width="${frame}"/>
    ${bolts}
    <g fill="none" stroke="#0f6cbd" stroke-width="${small ? 56 : 44}" stroke-linecap="round" stroke-linejoin="round">
      <path d="M${small ? 236 : 214} 256 H${small ? 392 : 384}"/>
      <path d="M${small ? 328 : 318} ${small ? 188 : 188} L${small ? 396 : 386} 256 L${small ? 328 : 318} ${small ? 324 : 324}"/>
    </g>
    <circle cx="${small ? 138 : 136}" cy="256" r="${small ? 40 : 34}" fill="#0f6cbd"/>
  </svg>`;
}

/** @param {string} svg */
const png = (svg) => sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: false }).toBuffer();

/**
 * An .ico with PNG entries, as Windows reads them since Vista: a header of 6 bytes, 16 bytes for each image, then the images.
 * @param {{ size: number, bytes: Buffer }[]} images
 */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, bytes }] of images.entries()) {
    const at = 6 + 16 * index;
    // 256 does not fit into a byte and is written as 0.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(bytes.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  }
  return Buffer.concat([header, ...images.map(({ bytes }) => bytes)]);
}

/** @param {number[]} sizes @param {(size: number) => string} draw */
async function icoOf(sizes, draw) {
  return ico(await Promise.all(sizes.map(async (size) => ({ size, bytes: await png(draw(size)) }))));
}

const states = [...Object.keys(glyphs), ...counts.map((count) => `attention-${count}`)];

/** Every icon at its real size, on light and dark. @param {string} path */
async function contactSheet(path) {
  const [width, height] = [1060, 190];
  /** @type {import("sharp").OverlayOptions[]} */
  const parts = [];
  for (const [row, theme] of /** @type {const} */ (["light", "dark"]).entries()) {
    const bar = { width, height, channels: /** @type {const} */ (3), background: row === 0 ? "#f3f3f3" : "#202020" };
    parts.push({ input: await sharp({ create: bar }).png().toBuffer(), left: 0, top: row * height });
    for (const [line, size] of [16, 20, 24, 32, 48].entries()) {
      const top = row * height + ([8, 30, 56, 86, 126][line] ?? 0);
      for (const [column, state] of states.entries()) {
        parts.push({ input: await png(traySvg(state, inks[theme], size)), left: 12 + column * 60, top });
      }
      parts.push({ input: await png(appSvg(size)), left: 12 + states.length * 60, top });
      parts.push({ input: await png(overlaySvg("3", size)), left: 72 + states.length * 60, top });
    }
  }
  const sheet = sharp({ create: { width, height: 2 * height, channels: 3, background: "#888" } })
    .composite(parts)
    .png();
  // Twice as large without smoothing, so that single pixels are seen.
  await sharp(await sheet.toBuffer())
    .resize({ width: 2 * width, kernel: "nearest" })
    .toFile(path);
}

mkdirSync(join(assets, "tray"), { recursive: true });
writeFileSync(join(assets, "icon.ico"), await icoOf(appSizes, appSvg));
writeFileSync(join(assets, "icon.png"), await png(appSvg(512)));
for (const state of states) {
  for (const [theme, ink] of Object.entries(inks)) await write(`${state}-${theme}`, (size) => traySvg(state, ink, size));
}
for (const count of counts) await write(`overlay-${count}`, (size) => overlaySvg(count, size));

/** @param {string} name @param {(size: number) => string} draw */
async function write(name, draw) {
  const file = join(assets, "tray", name);
  writeFileSync(`${file}.ico`, await icoOf(traySizes, draw));
  // Linux and macOS take the image and its double.
  writeFileSync(`${file}.png`, await png(draw(16)));
  writeFileSync(`${file}@2x.png`, await png(draw(32)));
}

const sheet = process.argv[2];
if (sheet) await contactSheet(sheet);
console.log(`Icons: ${assets}`);
