import { isDeepStrictEqual } from "node:util";
import type { Settings } from "../../shared/settings.ts";
import type { FieldChange, SettingsChange, SettingsNoun } from "../../shared/settings-changes.ts";

/** What differs between two settings, noun by noun. Values of secrets are never told, only that they differ. */
export function settingsDiff(before: Settings, after: Settings): SettingsChange[] {
  const { sources: sourcesBefore, ...receiverBefore } = before.receiver;
  const { sources: sourcesAfter, ...receiverAfter } = after.receiver;
  return [
    ...single("receiver", receiverBefore, receiverAfter),
    ...named("source", sourcesBefore, sourcesAfter),
    ...named("destination", before.destinations, after.destinations),
    ...named("list", before.lists, after.lists),
    ...named("inbox", before.inboxes, after.inboxes),
    ...named("search", before.searches, after.searches),
    ...single("retention", before.retention, after.retention),
    ...single("backups", before.backups, after.backups),
    ...single("appearance", before.appearance, after.appearance),
    ...single("notifications", before.notifications, after.notifications),
    ...single("updates", before.updates, after.updates),
    ...single("log", before.log, after.log),
  ];
}

function single(noun: SettingsNoun, before: object, after: object): SettingsChange[] {
  const fields = fieldChanges(before, after);
  return fields.length === 0 ? [] : [{ noun, name: null, kind: "changed", fields, plates: null }];
}

/** By id: an import keeps the id of what it changes, also where it gets another spelling. */
function named<One extends { id: string; name: string }>(
  noun: SettingsNoun,
  before: readonly One[],
  after: readonly One[],
): SettingsChange[] {
  const former = new Map(before.map((one) => [one.id, one]));
  const kept = new Set(after.map(({ id }) => id));
  const change = (name: string, kind: SettingsChange["kind"], fields: FieldChange[] = []) => ({
    noun,
    name,
    kind,
    fields,
    plates: null,
  });
  return [
    ...after.flatMap((one) => {
      const known = former.get(one.id);
      if (!known) return [change(one.name, "added")];
      const fields = fieldChanges(known, one);
      return fields.length === 0 ? [] : [change(one.name, "changed", fields)];
    }),
    ...before.filter(({ id }) => !kept.has(id)).map(({ name }) => change(name, "removed")),
  ];
}

/** Keys whose values are ciphertexts or hashes. */
const secretKeys = /^(?:secrets|tokenHash|token|passphrase|secretAccessKey)$/;

function fieldChanges(before: unknown, after: unknown, path: readonly string[] = []): FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const secret = path.some((key) => secretKeys.test(key));
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fieldChanges(before[key], after[key], [...path, key]));
  }
  const shown = (value: unknown) => (secret || value === undefined ? null : shortened(JSON.stringify(value)));
  // Under "secrets" stand the settings' own keys: the word says nothing to a person.
  const named = path.map((key) => (key === "secrets" ? "settings" : key)).join(".");
  return [{ path: named, from: shown(before), to: shown(after), secret }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
