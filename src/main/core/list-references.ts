/** Where settings name a plate list: in the rules of a destination, and in settings of its forwarder that choose one. */
import type { Destination } from "../../shared/destination.ts";
import { findList } from "../../shared/plate-list.ts";
import { forwarderOf, plateListKeys } from "../forwarders/index.ts";

interface Named {
  id: string;
  name: string;
}

/** Whether this destination's rules or settings mean the list `id` of `lists`. */
export function namesList(destination: Destination, id: string, lists: readonly Named[]): boolean {
  return wordsOf(destination).some((word) => findList(lists, word)?.id === id);
}

/** The destination with ids in place of names: an id stays when the list gets another name. */
export function withListIds(destination: Destination, lists: readonly Named[]): Destination {
  const idOf = (word: string) => findList(lists, word)?.id ?? word;
  const { rules, settings } = destination;
  const chosen = keysOf(destination).map((key) => [key, idOf(String(settings[key]))]);
  return {
    ...destination,
    settings: { ...settings, ...Object.fromEntries(chosen) },
    rules: { ...rules, onLists: rules.onLists.map(idOf), notOnLists: rules.notOnLists.map(idOf) },
  };
}

function wordsOf(destination: Destination): string[] {
  const { rules, settings } = destination;
  return [...rules.onLists, ...rules.notOnLists, ...keysOf(destination).map((key) => String(settings[key]))];
}

/** The settings that choose a list, where one is chosen. */
function keysOf({ forwarder, settings }: Destination): string[] {
  return plateListKeys(forwarderOf(forwarder)).filter((key) => typeof settings[key] === "string" && settings[key] !== "");
}
