import type { UpdatesView } from "../../shared/updates.ts";
import type { ShapeName } from "../ui/state-shape.tsx";

/** The one sentence that matters about updates, by its key, and the shape that goes with it. */
export interface UpdateWords {
  key: `unsupported.${string}` | `state.${string}`;
  shape: ShapeName;
}

export function updateWords({ unsupported, step, offer, staged, checkedAt, mode, problem }: UpdatesView): UpdateWords {
  if (unsupported !== null) return { key: `unsupported.${unsupported}`, shape: "idle" };
  if (step === "checking") return { key: "state.checking", shape: "pending" };
  if (step !== "idle") return { key: `state.${step}`, shape: step === "waiting" ? "waiting" : "sending" };
  if (offer !== null) return { key: "state.offer", shape: "starting" };
  if (problem !== null) return { key: "state.unknown", shape: "idle" };
  if (checkedAt !== null) return { key: staged ? "state.staged" : "state.newest", shape: "ok" };
  return { key: mode === "off" ? "state.off" : "state.idle", shape: "idle" };
}

/** How soon the state may be another one. */
export function lookAgainMs({ step, unsupported }: UpdatesView): number | false {
  if (unsupported !== null) return false;
  return step === "idle" ? 15_000 : 700;
}
