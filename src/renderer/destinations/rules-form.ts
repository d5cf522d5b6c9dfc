import type { Rules } from "../../shared/destination.ts";
import { parseNumber, showNumber } from "../form/numbers.ts";

/** The rules while they are edited: numbers as typed. */
export interface RulesState {
  cameras: string[];
  regions: string[];
  vehicleTypes: string[];
  minScore: string;
  requirePlate: boolean;
  directed: boolean;
  from: string;
  to: string;
}

export type RulesInput = "minScore" | "directionFrom" | "directionTo";

export function rulesStateOf(rules: Rules): RulesState {
  const { directionFrom: from, directionTo: to } = rules;
  return {
    cameras: rules.cameras,
    regions: rules.regions,
    vehicleTypes: rules.vehicleTypes,
    minScore: showNumber(rules.minScore),
    requirePlate: rules.requirePlate,
    directed: from !== null && to !== null,
    from: from === null ? "" : showNumber(from),
    to: to === null ? "" : showNumber(to),
  };
}

/** The rules that were typed, with the inputs that cannot be understood ("score" 0 to 1, "degrees" 0 to 360). */
export function rulesOf(state: RulesState): { rules: Rules; problems: Partial<Record<RulesInput, "score" | "degrees">> } {
  const problems: Partial<Record<RulesInput, "score" | "degrees">> = {};
  const number = (input: RulesInput, typed: string, maximum: number, problem: "score" | "degrees"): number => {
    const value = parseNumber(typed, { integer: false });
    if (value !== null && value >= 0 && value <= maximum) return value;
    problems[input] = problem;
    return 0;
  };
  const minScore = state.minScore.trim() === "" ? 0 : number("minScore", state.minScore, 1, "score");
  const directionFrom = state.directed ? number("directionFrom", state.from, 360, "degrees") : null;
  const directionTo = state.directed ? number("directionTo", state.to, 360, "degrees") : null;
  const { cameras, regions, vehicleTypes, requirePlate } = state;
  return { rules: { cameras, regions, vehicleTypes, requirePlate, minScore, directionFrom, directionTo }, problems };
}
