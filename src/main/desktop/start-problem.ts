import { app, dialog } from "electron";
import { spokenLanguage } from "./spoken-language.ts";
import { createTexts } from "./texts.ts";

/**
 * Tells why it cannot start, in a dialog where a person can read it and on standard error where a program can, and ends with
 * code 1. The message is in the operator's words: the parts below us promise that.
 */
export function refuseToStart(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  dialog.showErrorBox(createTexts(spokenLanguage())("problem.start"), message);
  app.exit(1);
}
