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
  onLists: string[];
  notOnLists: string[];
  first: boolean;
  firstWithin: string;
}

export type RulesInput = "minScore" | "directionFrom" | "directionTo" | "firstWithinS";
type Problem = "score" | "degrees" | "seconds";

/** Where nobody said how long: a car that waits at a gate is read again and again for about this long. */
const usualSeconds = 60;

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
    onLists: rules.onLists,
    notOnLists: rules.notOnLists,
    first: rules.firstWithinS > 0,
    firstWithin: showNumber(rules.firstWithinS > 0 ? rules.firstWithinS : usualSeconds),
  };
}

/** The rules that were typed, with the inputs that cannot be understood ("score" 0 to 1, "degrees" 0 to 360, "seconds" in a day). */
export function rulesOf(state: RulesState): { rules: Rules; problems: Partial<Record<RulesInput, Problem>> } {
  const problems: Partial<Record<RulesInput, Problem>> = {};
  const number = (input: RulesInput, typed: string, maximum: number, problem: Problem): number => {
    const value = parseNumber(typed, { integer: false });
    if (value !== null && value >= 0 && value <= maximum) return value;
    problems[input] = problem;
    return 0;
  };
  const minScore = state.minScore.trim() === "" ? 0 : number("minScore", state.minScore, 1, "score");
  const directionFrom = state.directed ? number("directionFrom", state.from, 360, "degrees") : null;
  const directionTo = state.directed ? number("directionTo", state.to, 360, "degrees") : null;
  const firstWithinS = state.first ? number("firstWithinS", state.firstWithin, 86_400, "seconds") : 0;
  if (state.first && (!Number.isInteger(firstWithinS) || firstWithinS < 1)) problems.firstWithinS = "seconds";
  const { cameras, regions, vehicleTypes, requirePlate, onLists, notOnLists } = state;
  return {
    rules: {
      ...{ cameras, regions, vehicleTypes, requirePlate, minScore, directionFrom, directionTo },
      ...{ onLists, notOnLists, firstWithinS },
    },
    problems,
  };
}
