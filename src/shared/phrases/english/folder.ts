/** Why a picture cannot be put into a folder. */
export const folder = {
  missing: "The folder {{folder}} does not exist. Make it, or correct the path.",
  noFolder: "The folder {{folder}} is no folder. Correct the path.",
  notAllowed: "The folder {{folder}} may not be written to by the account that Plate Courier runs under.",
  readOnly: "The folder {{folder}} can only be read.",
  full: "The folder {{folder}} is full.",
  notWritten: "The folder {{folder}} cannot be written to ({{code}}).",
  noAnswer: "The folder {{folder}} does not answer. If it is on another machine, check that it is on.",
} as const;
