import type { FaultPlace } from "../../shared/inspection.ts";
import { findJsonFault } from "./json-fault.ts";
import { placeOfValue } from "./json-place.ts";
import type { Recognition } from "./recognition.ts";

/** Characters shown before and behind the place, and lines at most. */
const around = 160;
const linesAround = 3;

/** Where in a JSON text the parser stumbled; null where it did not. `recognition` is what it made of the text. */
export function faultPlace(bytes: Buffer, recognition: Pick<Recognition, "kind" | "reason" | "faultPath">): FaultPlace | null {
  const { kind, reason, faultPath } = recognition;
  if (kind !== "quarantined" || reason === null) return null;
  const whole = bytes.toString("utf8");
  const mark = whole.startsWith("\ufeff") ? 1 : 0;
  const text = whole.slice(mark);
  const fault = faultPath === null ? findJsonFault(text) : null;
  if (faultPath === null && fault === null) return null;
  const index = mark + (fault === null ? placeOfValue(text, faultPath ?? []) : fault.ended ? text.length : fault.at - 1);
  const lines = whole.slice(mark, index).split("\n");
  const at = /^[\w.+-]{1,12}|^./su.exec(whole.slice(index, index + 13))?.[0] ?? "";
  return {
    line: lines.length,
    column: [...(lines.at(-1) ?? "")].length + 1,
    byte: Buffer.byteLength(whole.slice(0, index)),
    reason,
    path: faultPath === null ? null : pathText(faultPath),
    before: lastLines(whole.slice(Math.max(mark, index - around), index)),
    at,
    after: firstLines(whole.slice(index + at.length, index + at.length + around)),
  };
}

function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
}

const lastLines = (text: string) => text.split("\n").slice(-linesAround).join("\n");
const firstLines = (text: string) => text.split("\n").slice(0, linesAround).join("\n");
