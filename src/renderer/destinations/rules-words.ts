import type { Rules } from "../../shared/destination.ts";

/** One condition in words: a text key under "rules.words" and what goes into it; lists are joined by the page. */
export interface RuleWords {
  key: "cameras" | "score" | "regions" | "vehicles" | "direction" | "plate" | "onLists" | "notOnLists" | "first";
  values: Record<string, string | number | readonly string[]>;
}

/** Rules that let everything through. */
export const noRules: Rules = {
  cameras: [],
  minScore: 0,
  regions: [],
  vehicleTypes: [],
  directionFrom: null,
  directionTo: null,
  onLists: [],
  notOnLists: [],
  firstWithinS: 0,
  requirePlate: false,
};

/**
 * The conditions that a read must meet, in the order in which a person would say them. None: every read goes there. Empty
 * entries are no conditions, as in the queue's own reading of the rules. `listName` gives a plate list's name to its id.
 */
export function ruleWords(rules: Rules, listName: (id: string) => string = (id) => id): RuleWords[] {
  const words: RuleWords[] = [];
  const list = (key: "cameras" | "regions" | "vehicles" | "onLists" | "notOnLists", entries: readonly string[]) => {
    const meant = entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
    if (meant.length > 0) words.push({ key, values: { list: meant, count: meant.length } });
  };
  list("cameras", rules.cameras);
  if (rules.requirePlate) words.push({ key: "plate", values: {} });
  list("onLists", rules.onLists.map(listName));
  list("notOnLists", rules.notOnLists.map(listName));
  if (rules.minScore > 0) words.push({ key: "score", values: { score: rules.minScore } });
  list("regions", rules.regions);
  list("vehicles", rules.vehicleTypes);
  if (rules.directionFrom !== null && rules.directionTo !== null)
    words.push({ key: "direction", values: { from: rules.directionFrom, to: rules.directionTo } });
  if (rules.firstWithinS > 0) words.push({ key: "first", values: { ms: rules.firstWithinS * 1000 } });
  return words;
}
