/**
 * What a template may name, in the order in which operators look for it; each has its words in form.json. The list's own truth is
 * main/forwarders/kit/template.ts, and a test holds both together.
 */
export const templateNames = [
  "plate",
  "camera",
  "capturedAtLocal",
  "score",
  "region",
  "make",
  "model",
  "color",
  "vehicleType",
  "direction",
  "speed",
  "orientation",
  "list",
  "listedName",
  "listedNote",
  "source",
  "sourceCamera",
  "capturedAt",
  "capturedAtMs",
  "receivedAt",
  "index",
  "event",
] as const;

/** `text` with `{{ name }}` in place of what is selected, and where the cursor stands then. */
export function withName(text: string, name: string, from: number, to: number): { text: string; cursor: number } {
  const put = `{{ ${name} }}`;
  return { text: text.slice(0, from) + put + text.slice(to), cursor: from + put.length };
}
