/**
 * A stroke font for the letters on a drawn plate: machines differ in their fonts (a server may have none), and a test plate
 * must look the same everywhere. Each glyph is drawn on a grid 4 wide and 6 high, as SVG path data.
 */
const glyphs: Record<string, string> = {
  "0": "M1 0H3L4 1V5L3 6H1L0 5V1ZM1 5L3 1",
  "1": "M0.7 1.3L2 0V6M0.7 6H3.3",
  "2": "M0 1L1 0H3L4 1V2L0 6H4",
  "3": "M0 0H4L2 2.4H3L4 3.4V5L3 6H1L0 5",
  "4": "M3 6V0L0 4H4",
  "5": "M4 0H0V2.6H3L4 3.6V5L3 6H1L0 5",
  "6": "M3.6 0H2L0 2.4V5L1 6H3L4 5V3.6L3 2.6H0.2",
  "7": "M0 0H4L1.4 6",
  "8": "M1 2.8L0 2V1L1 0H3L4 1V2L3 2.8H1L0 3.8V5L1 6H3L4 5V3.8L3 2.8",
  "9": "M0.4 6H2L4 3.6V1L3 0H1L0 1V2.4L1 3.4H3.8",
  A: "M0 6L2 0L4 6M0.8 4H3.2",
  B: "M0 0V6H3L4 5V3.8L3 2.8L3.7 2V0.9L2.9 0ZM0 2.8H3",
  C: "M4 1L3 0H1L0 1V5L1 6H3L4 5",
  D: "M0 0V6H2.4L4 4.6V1.4L2.4 0Z",
  E: "M4 0H0V6H4M0 2.9H3",
  F: "M4 0H0V6M0 2.9H3",
  G: "M4 1L3 0H1L0 1V5L1 6H3L4 5V3.2H2.2",
  H: "M0 0V6M4 0V6M0 2.9H4",
  I: "M1 0H3M1 6H3M2 0V6",
  J: "M1.4 0H4V5L3 6H1L0 5",
  K: "M0 0V6M4 0L0 3.4M1.4 2.4L4 6",
  L: "M0 0V6H4",
  M: "M0 6V0L2 3L4 0V6",
  N: "M0 6V0L4 6V0",
  O: "M1 0H3L4 1V5L3 6H1L0 5V1Z",
  P: "M0 6V0H3L4 1V2.4L3 3.4H0",
  Q: "M1 0H3L4 1V5L3 6H1L0 5V1ZM2.4 4.2L4.2 6.4",
  R: "M0 6V0H3L4 1V2.2L3 3.2H0M2 3.2L4 6",
  S: "M4 1L3 0H1L0 1V2L1 2.8H3L4 3.8V5L3 6H1L0 5",
  T: "M0 0H4M2 0V6",
  U: "M0 0V5L1 6H3L4 5V0",
  V: "M0 0L2 6L4 0",
  W: "M0 0L1 6L2 2.6L3 6L4 0",
  X: "M0 0L4 6M4 0L0 6",
  Y: "M0 0L2 3L4 0M2 3V6",
  Z: "M0 0H4L0 6H4",
  "-": "M0.8 3H3.2",
  ":": "M2 1.5V1.9M2 4.1V4.5",
};

/** Grid units from one letter to the next; a space is narrower. */
const advance = 5.6;
const space = 3;

/**
 * SVG for `text` centred in a box of the given size in pixels. Letters without a glyph become a dash, so any text can be drawn
 * and nothing of it reaches the SVG as markup.
 */
export function drawLetters(text: string, box: { x: number; y: number; width: number; height: number }, color: string): string {
  const letters = [...text.toUpperCase()];
  const width = letters.reduce((sum, letter) => sum + (letter === " " ? space : advance), 0) - (advance - 4);
  const scale = Math.min(box.height / 6, box.width / Math.max(width, 4));
  let x = box.x + (box.width - width * scale) / 2;
  const y = box.y + (box.height - 6 * scale) / 2;
  const paths: string[] = [];
  for (const letter of letters) {
    if (letter !== " ") {
      const path = glyphs[letter] ?? glyphs["-"];
      paths.push(`<path transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})" d="${path}"/>`);
    }
    x += (letter === " " ? space : advance) * scale;
  }
  return `<g fill="none" stroke="${color}" stroke-width="0.85" stroke-linejoin="round" stroke-linecap="round">${paths.join("")}</g>`;
}
