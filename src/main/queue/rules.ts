import type { Rules } from "../../shared/destination.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { ReadDraft } from "../../shared/plate-read.ts";

/**
 * Why a destination's rules keep this read from it, in words that complete "Not sent: …"; null when it passes. Text is
 * compared without case and outer spaces. A fact that a rule asks for and the read does not tell counts as not matching:
 * an operator who asks for a minimum score does not want reads without any.
 */
export function refusal(rules: Rules, read: ReadDraft, camera: string): Phrase | null {
  if (rules.requirePlate && (read.plate ?? "").trim() === "") return phrase("rule.noPlate");
  return (
    cameraRefusal(rules, camera) ??
    scoreRefusal(rules, read.score) ??
    regionRefusal(rules.regions, read.region) ??
    typeRefusal(rules.vehicleTypes, read.vehicleType) ??
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

function cameraRefusal(rules: Rules, camera: string): Phrase | null {
  const wanted = meant(rules.cameras);
  if (wanted.length === 0 || wanted.includes(plain(camera))) return null;
  return camera === "" ? phrase("rule.noCamera") : phrase("rule.otherCamera", { camera });
}

function scoreRefusal(rules: Rules, score: number | null): Phrase | null {
  const { minScore: minimum } = rules;
  if (minimum <= 0) return null;
  if (score === null) return phrase("rule.noScore", { minimum });
  return score < minimum ? phrase("rule.lowScore", { score, minimum }) : null;
}

function regionRefusal(allowed: readonly string[], region: string | null): Phrase | null {
  if (isAmong(allowed, region)) return null;
  const wanted = allowed.join(", ");
  return isNone(region) ? phrase("rule.noRegion", { wanted }) : phrase("rule.otherRegion", { region, wanted });
}

function typeRefusal(allowed: readonly string[], type: string | null): Phrase | null {
  if (isAmong(allowed, type)) return null;
  const wanted = allowed.join(", ");
  return isNone(type) ? phrase("rule.noVehicleType", { wanted }) : phrase("rule.otherVehicleType", { type, wanted });
}

/** Also where nothing is asked for. */
function isAmong(allowed: readonly string[], actual: string | null): boolean {
  const wanted = meant(allowed);
  return wanted.length === 0 || (!isNone(actual) && wanted.includes(plain(actual)));
}

function isNone(actual: string | null): actual is null {
  return actual === null || actual.trim() === "";
}

/** From 315 to 45 wraps over north; both ends belong to the range, and 360 is 0. */
function directionRefusal(rules: Rules, direction: number | null): Phrase | null {
  const { directionFrom: from, directionTo: to } = rules;
  if (from === null || to === null) return null;
  if (direction === null) return phrase("rule.noDirection", { from, to });
  const width = from <= to ? to - from : to - from + 360;
  const offset = (((direction - from) % 360) + 360) % 360;
  return offset <= width ? null : phrase("rule.otherDirection", { direction, from, to });
}

/** An empty line left over in a form is no wish. */
function meant(wanted: readonly string[]): string[] {
  return wanted.map(plain).filter((word) => word !== "");
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
