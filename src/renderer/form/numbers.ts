/**
 * A number as people type it, or null where it is none: "1,5" and "1.5" are one and a half; "10,000", "10.000" and "10 000" are
 * ten thousand where the field takes whole numbers. What was understood is shown back, so a misreading is seen at once.
 */
export function parseNumber(typed: string, options: { integer: boolean }): number | null {
  const text = typed.replace(/[\s\u00a0\u202f'’_]/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(text)) return null;
  const marks = [...text].filter((char) => char === "." || char === ",");
  const last = marks.at(-1);
  if (last === undefined) return finite(text);
  const both = marks.includes(".") && marks.includes(",");
  const group = last === "." ? "," : ".";
  if (both) {
    // The last mark is the decimal one: it comes once, and the other groups the digits before it.
    if (marks.filter((mark) => mark === last).length > 1) return null;
    const [whole = "", fraction = ""] = text.split(last);
    return grouped(whole, group) ? finite(`${whole.replaceAll(group, "")}.${fraction}`) : null;
  }
  if (marks.length > 1 || (options.integer && grouped(text, last)))
    return grouped(text, last) ? finite(text.replaceAll(last, "")) : null;
  return finite(text.replace(last, "."));
}

const grouped = (text: string, mark: string) => new RegExp(`^[+-]?\\d{1,3}(${mark === "." ? "\\." : mark}\\d{3})+$`).test(text);

function finite(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** A number as the input shows it: plain digits with a decimal point, never an exponent. */
export function showNumber(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 });
}

/** Texts separated by commas, semicolons or new lines; empty ones and repeats are left out, order is kept. */
export function parseList(typed: string): string[] {
  return [
    ...new Set(
      typed
        .split(/[,;\n]/)
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ];
}
