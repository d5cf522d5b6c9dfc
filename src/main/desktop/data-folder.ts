/**
 * Which folder the data is in. The order is told by `--help`: what was given; the folder of the receiver that starts with the
 * computer, where one is set up; the place that was chosen in the dialog of an earlier start; the user's own.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../settings/private-file.ts";
import { attachFolder } from "./attach/instance-file.ts";

export interface DataFolder {
  dataDir: string;
  /** A receiver that starts with the computer owns it: this process must never take its place. */
  machineWide: boolean;
}

export interface DataFolderQuestions {
  given: string | null;
  /** Electron's userData folder. */
  userData: string;
  /** The folder of a receiver for everybody; null where the system has none. */
  machine: string | null;
}

export function findDataFolder({ given, userData, machine }: DataFolderQuestions): DataFolder {
  const machineWide = machine !== null && existsSync(attachFolder(machine));
  if (given !== null) return { dataDir: given, machineWide: machineWide && given === machine };
  if (machineWide) return { dataDir: machine, machineWide };
  return { dataDir: readChoice(userData) ?? join(userData, "data"), machineWide };
}

const choiceFile = (userData: string) => join(userData, "data-folder.json");

function readChoice(userData: string): string | null {
  try {
    const { dataDir } = JSON.parse(readFileSync(choiceFile(userData), "utf8")) as { dataDir?: unknown };
    return typeof dataDir === "string" && dataDir !== "" ? dataDir : null;
  } catch {
    return null;
  }
}

/** Remembers the place that a person chose for the next starts. */
export function keepChoice(userData: string, dataDir: string): void {
  writeFileAtomically(choiceFile(userData), JSON.stringify({ dataDir }));
}
