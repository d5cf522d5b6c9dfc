import type { Rules } from "../../shared/destination.ts";
import type { ReadDraft } from "../../shared/plate-read.ts";

/**
 * Why a destination's rules keep this read from it, in words that complete "Not sent: …"; null when it passes. Text is
 * compared without case and outer spaces. A fact that a rule asks for and the read does not tell counts as not matching:
 * an operator who asks for a minimum score does not want reads without any.
 */
export function refusal(rules: Rules, read: ReadDraft, camera: string): string | null {
  if (rules.requirePlate && (read.plate ?? "").trim() === "") return "no plate could be read";
  return (
    cameraRefusal(rules, camera) ??
    scoreRefusal(rules, read.score) ??
    choiceRefusal(rules.regions, read.region, "region") ??
    choiceRefusal(rules.vehicleTypes, read.vehicleType, "vehicle type") ??
    directionRefusal(rules, read.direction)
  );
}

/** Whether these rules let everything through. */
export function lettingAll(rules: Rules): boolean {
  return (
    !rules.requirePlate &&
    rules.minScore <= 0 &&
    rules.directionFrom === null &&
    rules.firstWithinS <= 0 &&
    [rules.cameras, rules.regions, rules.vehicleTypes, rules.onLists, rules.notOnLists].every(
      (wanted) => meant(wanted).length === 0,
    )
  );
}

function cameraRefusal(rules: Rules, camera: string): string | null {
  const wanted = meant(rules.cameras);
  if (wanted.length === 0 || wanted.includes(plain(camera))) return null;
  return camera === "" ? "it names no camera" : `camera ${camera} is not chosen for this destination`;
}

function scoreRefusal(rules: Rules, score: number | null): string | null {
  if (rules.minScore <= 0) return null;
  if (score === null) return `it has no score, and the minimum is ${rules.minScore}`;
  return score < rules.minScore ? `score ${score} is below the minimum of ${rules.minScore}` : null;
}

function choiceRefusal(allowed: readonly string[], actual: string | null, noun: string): string | null {
  const wanted = meant(allowed);
  if (wanted.length === 0) return null;
  if (actual === null || actual.trim() === "") return `it has no ${noun}, and only ${allowed.join(", ")} is sent`;
  return wanted.includes(plain(actual)) ? null : `${noun} ${actual} is not among ${allowed.join(", ")}`;
}

/** From 315 to 45 wraps over north; both ends belong to the range, and 360 is 0. */
function directionRefusal(rules: Rules, direction: number | null): string | null {
  const { directionFrom: from, directionTo: to } = rules;
  if (from === null || to === null) return null;
  if (direction === null) return `its direction of travel is not known, and only ${from}° to ${to}° is sent`;
  const width = from <= to ? to - from : to - from + 360;
  const offset = (((direction - from) % 360) + 360) % 360;
  return offset <= width ? null : `direction ${direction}° is not between ${from}° and ${to}°`;
}

/** An empty line left over in a form is no wish. */
function meant(wanted: readonly string[]): string[] {
  return wanted.map(plain).filter((word) => word !== "");
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
