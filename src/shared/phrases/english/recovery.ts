/** Bringing back what a former database held. */
export const recovery = {
  /** {{said}}: in the words of SQLite or the system. */
  unreadable: "Nothing of {{file}} can be read ({{said}}). Try another one.",
  holdsNothing: "it holds nothing",
  empty: "Nothing of {{file}} can be read: it holds nothing.",
  tryAnother: "Try another one.",
  arrivalUnknown: "Brought back from a copy of the database: whether it arrived in the meantime is not known.",
} as const;
