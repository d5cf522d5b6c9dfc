import type { Rules } from "../../shared/destination.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { findList, plateKey } from "../../shared/plate-list.ts";
import type { RouteLookup } from "../store/store.ts";

/** What a rule may call a plate list by: its id, or its name without case. */
export interface NamedList {
  id: string;
  name: string;
}

/** What the rules about lists and sightings are judged by. */
export interface PlateKnowledge {
  lookup: RouteLookup;
  lists: readonly NamedList[];
  /** When the webhook came. */
  now: number;
}

/** Knows no lists and has seen no plate. */
export const knowsNothing: PlateKnowledge = {
  lookup: { listsOf: () => [], lastSighting: () => null },
  lists: [],
  now: 0,
};

/**
 * Why a destination's plate lists keep this plate from it; null when they let it pass. A list that does not exist (deleted, or
 * misspelt in a settings file) lets nothing pass, whichever way the rule goes: to guess would open a gate or tell the wrong
 * people. What was kept back so stands in the ledger as filtered, with this reason.
 */
export function listRefusal(rules: Rules, plate: string | null, { lookup, lists }: PlateKnowledge): Phrase | null {
  const only = chosen(rules.onLists, lists);
  const never = chosen(rules.notOnLists, lists);
  const unknown = only.unknown ?? never.unknown;
  if (unknown !== undefined) return phrase("rule.unknownList", { list: unknown });
  if (only.lists.length + never.lists.length === 0) return null;
  const on = new Set(isNone(plate) ? [] : lookup.listsOf(plate));
  if (only.lists.length > 0 && !only.lists.some(({ id }) => on.has(id))) {
    const names = only.lists.map(({ name }) => name).join(", ");
    if (only.lists.length === 1)
      return isNone(plate) ? phrase("rule.noPlateForList", { list: names }) : phrase("rule.notOnList", { list: names });
    return isNone(plate) ? phrase("rule.noPlateForLists", { lists: names }) : phrase("rule.notOnLists", { lists: names });
  }
  const kept = never.lists.find(({ id }) => on.has(id));
  return kept ? phrase("rule.onList", { list: kept.name }) : null;
}

/**
 * Why this read is not the first sighting of its plate; null when it is, or has no plate to be recognised by. Looked for before
 * and after: webhooks that waited elsewhere come out of order. `inEvent`: plate keys that passed already in the same webhook.
 */
export function sightingRefusal(
  { id, rules }: { id: string; rules: Rules },
  plate: string | null,
  inEvent: ReadonlySet<string>,
  { lookup, now }: PlateKnowledge,
): Phrase | null {
  const seconds = rules.firstWithinS;
  if (seconds <= 0 || isNone(plate)) return null;
  if (inEvent.has(plateKey(plate))) return phrase("rule.sameWebhook");
  const last = lookup.lastSighting(id, plate, now - seconds * 1000, now + seconds * 1000);
  if (last === null) return null;
  const ago = Math.round(Math.abs(now - last) / 1000);
  return phrase(last > now ? "rule.sentLater" : "rule.sentBefore", { ago, seconds });
}

function isNone(plate: string | null): plate is null {
  return plate === null || plateKey(plate) === "";
}

/** The lists that a rule names; `unknown`: the first name that no list has. An empty line left over in a form is no wish. */
function chosen(names: readonly string[], lists: readonly NamedList[]): { lists: NamedList[]; unknown: string | undefined } {
  const found: NamedList[] = [];
  for (const name of names) {
    const word = name.trim();
    if (word === "") continue;
    const list = findList(lists, word);
    if (!list) return { lists: found, unknown: word };
    found.push(list);
  }
  return { lists: found, unknown: undefined };
}
