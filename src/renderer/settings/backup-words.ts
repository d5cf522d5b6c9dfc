import type { BackupsView } from "../../shared/backups.ts";
import type { ShapeName } from "../ui/state-shape.tsx";

/** The one sentence that matters about the copies, by its key, and the shape that goes with it. */
export function backupWords({ running, problem, madeAt, everyHours }: BackupsView): {
  key: "running" | "failed" | "ok" | "none" | "off";
  shape: ShapeName;
} {
  if (running) return { key: "running", shape: "sending" };
  if (problem !== null) return { key: "failed", shape: problem.kind === "damaged" ? "error" : "warning" };
  if (everyHours === 0 && madeAt === null) return { key: "off", shape: "idle" };
  return madeAt === null ? { key: "none", shape: "idle" } : { key: "ok", shape: everyHours === 0 ? "idle" : "ok" };
}

export const dayHours = 24;
export const weekHours = 168;

/** Rhythms to choose from, with the one that is set, and how many copies to keep. */
export const rhythms = (everyHours: number): number[] => among([0, 1, 6, 12, dayHours, weekHours], everyHours);
export const keepChoices = (keep: number): number[] => among([1, 2, 3, 5, 7, 14, 30], keep);

function among(usual: readonly number[], current: number): number[] {
  return [...new Set([...usual, current])].sort((a, b) => a - b);
}
