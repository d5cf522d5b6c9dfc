import { readdirSync } from "node:fs";
import { join } from "node:path";
import { dialog } from "electron";
import { checkDataFolder } from "../check-data-folder.ts";
import { keepChoice } from "./data-folder.ts";
import { placeIn } from "./place-in.ts";
import type { Texts } from "./texts.ts";

export interface SettleDependencies {
  dataDir: string;
  /** Where the choice is kept for the next start; null: this start only, because the folder was given by hand. */
  keepIn: string | null;
  texts: Texts;
}

/**
 * Asks for another data folder until there is one that can be used, or the person gives up. Resolves with it, or with null.
 * The same goes to standard error in English, where a program can read it.
 */
export async function settleDataFolder({ dataDir, keepIn, texts }: SettleDependencies): Promise<string | null> {
  for (let folder = dataDir; ; ) {
    const problem = checkDataFolder(folder);
    if (!problem) {
      if (folder !== dataDir && keepIn !== null) keepChoice(keepIn, folder);
      return folder;
    }
    process.stderr.write(`${problem.sentence}\n`);
    const detail = texts("status:recorded", { text: problem.sentence });
    const { response } = await dialog.showMessageBox({
      ...{ type: "error", title: "Plate Courier", message: texts("folder.title"), detail, noLink: true },
      buttons: [texts("folder.choose"), texts("folder.again"), texts("folder.quit")],
      ...{ defaultId: 0, cancelId: 2 },
    });
    if (response === 2) return null;
    if (response === 0) folder = (await choose(texts)) ?? folder;
  }
}

async function choose(texts: Texts): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: texts("folder.chooseTitle"),
    properties: ["openDirectory", "createDirectory"],
  });
  const [chosen] = filePaths;
  return chosen === undefined ? null : placeIn(chosen, readdirSync(chosen), join);
}
