import type { Attention } from "../../shared/status.ts";
import type { StartNote } from "../core-api.ts";

/** What the start found and a person should know once: it stands among what needs attention until somebody has read it. */
export interface StartNotes {
  attention(): Attention[];
  /** `key` as attention names it; an unknown one is left alone. */
  dismiss(key: string): void;
}

export function createStartNotes(notes: readonly StartNote[], onChange: () => void): StartNotes {
  let unread: Attention[] = notes.map(({ about, text }) => ({ level: "warning", key: `start:${about}`, text }));
  return {
    attention: () => unread,
    dismiss(key) {
      unread = unread.filter((note) => note.key !== key);
      onChange();
    },
  };
}
