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

/** @param {number} u @param {number} line */
function plate(u, line) {
  const left = 0;
  const top = Math.round(3 * u);
  const width = Math.round(16 * u);
  const height = Math.round(10 * u);
  return `<rect x="${left + line / 2}" y="${top + line / 2}" width="${width - line}" height="${height - line}"
    rx="${1.8 * u}" fill="none" stroke="ink" stroke-width="${line}"/>`;
}

/** @param {string} state @param {string} ink @param {number} size */
function traySvg(state, ink, size) {
  const line = Math.max(1, Math.round(size * 0.094));
  const drawn = glyphs[state]?.(size / 16, line) ?? "";
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

/** Every icon at its real size, on light and dark. @param {string} path */
async function contactSheet(path) {
  /** @type {import("sharp").OverlayOptions[]} */
  const parts = [];
  for (const [row, theme] of /** @type {const} */ (["light", "dark"]).entries()) {
    const bar = { width: 720, height: 150, channels: /** @type {const} */ (3), background: row === 0 ? "#f3f3f3" : "#202020" };
    parts.push({ input: await sharp({ create: bar }).png().toBuffer(), left: 0, top: row * 150 });
    for (const [line, size] of [16, 24, 32, 48].entries()) {
      const top = row * 150 + [8, 32, 62, 98][line];
      for (const [column, state] of Object.keys(glyphs).entries()) {
        parts.push({ input: await png(traySvg(state, inks[theme], size)), left: 12 + column * 70, top });
      }
      parts.push({ input: await png(appSvg(size)), left: 12 + 4 * 70, top });
    }
    parts.push({ input: await png(appSvg(128)), left: 400, top: row * 150 + 10 });
  }
  const sheet = sharp({ create: { width: 720, height: 300, channels: 3, background: "#888" } })
    .composite(parts)
    .png();
  // Three times as large without smoothing, so that single pixels are seen.
  await sharp(await sheet.toBuffer())
    .resize({ width: 2160, kernel: "nearest" })
    .toFile(path);
}

mkdirSync(join(assets, "tray"), { recursive: true });
writeFileSync(join(assets, "icon.ico"), await icoOf(appSizes, appSvg));
writeFileSync(join(assets, "icon.png"), await png(appSvg(512)));
for (const state of Object.keys(glyphs)) {
  for (const [theme, ink] of Object.entries(inks)) {
    const file = join(assets, "tray", `${state}-${theme}`);
    const draw = (/** @type {number} */ size) => traySvg(state, ink, size);
    writeFileSync(`${file}.ico`, await icoOf(traySizes, draw));
    // Linux and macOS take the image and its double.
    writeFileSync(`${file}.png`, await png(draw(16)));
    writeFileSync(`${file}@2x.png`, await png(draw(32)));
  }
}
const sheet = process.argv[2];
if (sheet) await contactSheet(sheet);
console.log(`Icons: ${assets}`);
