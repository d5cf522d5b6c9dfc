import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { Attention } from "../../shared/status.ts";
import type { StartNote } from "../core-api.ts";
import { type BadEnd, endSentence } from "../crash-notes.ts";
import { english } from "../english.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { damagedSentence } from "./console-recovery.ts";

/** What the start found and a person should know once: it stands among what needs attention until somebody has read it. */
export interface StartNotes {
  attention(): Attention[];
  /** `key` as attention names it; an unknown one is left alone. */
  dismiss(key: string): void;
}

export function createStartNotes(notes: readonly StartNote[], onChange: () => void): StartNotes {
  let unread: Attention[] = notes.map(({ about, text, told }) => ({
    ...{ level: "warning", key: `start:${about}`, text },
    ...(told === undefined ? {} : { about: told }),
  }));
  return {
    attention: () => unread,
    dismiss(key) {
      unread = unread.filter((note) => note.key !== key);
      onChange();
    },
  };
}

/** What opening log and settings brought to light, each null where all is well; it also goes into the log. */
export function openingNotes(found: { log: Phrase | null; settings: Phrase | null }, log: Log): StartNote[] {
  const notes = (["log", "settings"] as const).flatMap((about): StartNote[] => {
    const text = found[about];
    return text === null ? [] : [{ about, text }];
  });
  for (const { text } of notes) log.warn(text);
  return notes;
}

/** What opening the data folder brought to light; it also goes into the log, which is all that a machine without a screen has. */
export function noticed(
  { setAside, restoredFrom, recovery }: Pick<Store, "setAside" | "restoredFrom" | "recovery">,
  badEnd: BadEnd | null,
  log: Log,
): StartNote[] {
  const notes: StartNote[] = [];
  if (setAside !== null) {
    const hasBackup = recovery.sources().some(({ kind }) => kind !== "damaged");
    const told = { kind: "database", kept: setAside, copy: hasBackup } as const;
    notes.push({ about: "database", text: damagedSentence(setAside, hasBackup), told });
  }
  if (restoredFrom !== null) notes.push(restoredNote(restoredFrom));
  if (badEnd) notes.push({ about: "end", text: endSentence(badEnd), told: { kind: "end", ...badEnd } });
  for (const { text } of notes) log.warn(text);
  return notes;
}

function restoredNote(at: number): StartNote {
  const about = { kind: "restored", at } as const;
  return { about: "restored", text: english("attention.restored", { at }), told: about };
}
