import { resolve } from "node:path";
import { softwareDrawing } from "./drawing.ts";

/** What the desktop is told on its command line and in its environment; null: as the settings say. */
export interface DesktopOptions {
  dataDir: string | null;
  /** 0 picks a free one. */
  port: number | null;
  host: string | null;
  /** Gets one JSON object { receiver, pid } when the receiver listens. */
  readyFile: string | null;
  /** A file of settings to take in at the start. */
  settingsFile: string | null;
  /** No window at the start: only the tray. */
  hidden: boolean;
  /** Neither window nor tray: receives for whoever attaches. */
  background: boolean;
  /** The window is drawn without the graphics card. */
  softwareDrawing: boolean;
  /** Asked for words instead of a start. */
  tell: "help" | "version" | null;
}

/**
 * Reads --data-dir=, --host=, --port=, --settings= and --ready-file=, with "=" or the value behind, and the words that stand alone;
 * what is not ours is Chromium's and left alone. The environment's PLATE_COURIER_DATA stands behind --data-dir, and its
 * PLATE_COURIER_SETTINGS behind --settings. Throws an Error in the operator's words.
 */
export function readOptions(argv: readonly string[], env: Record<string, string | undefined>): DesktopOptions {
  const given = (name: string): string | null => {
    const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`));
    const word = argv[at];
    if (word === undefined) return null;
    const value = word === name ? argv[at + 1] : word.slice(name.length + 1);
    if (!value || value.startsWith("--")) throw new Error(`${name} needs a value, such as ${name}=${examples[name]}`);
    return value;
  };
  const has = (...names: string[]) => names.some((name) => argv.includes(name));
  const dataDir = given("--data-dir") ?? (env.PLATE_COURIER_DATA || null);
  const settingsFile = given("--settings") ?? (env.PLATE_COURIER_SETTINGS || null);
  const readyFile = given("--ready-file");
  return {
    dataDir: dataDir === null ? null : resolve(dataDir),
    host: given("--host"),
    port: portOf(given("--port")),
    readyFile: readyFile === null ? null : resolve(readyFile),
    settingsFile: settingsFile === null ? null : resolve(settingsFile),
    hidden: has("--hidden"),
    background: has("--background"),
    softwareDrawing: has(softwareDrawing),
    tell: has("--help", "-h", "/?") ? "help" : has("--version", "-v") ? "version" : null,
  };
}

const examples: Record<string, string> = {
  "--data-dir": "D:\\plates",
  "--host": "0.0.0.0",
  "--port": "8001",
  "--ready-file": "ready.json",
  "--settings": "D:\\plates.json",
};

function portOf(text: string | null): number | null {
  if (text === null) return null;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port ${text} is no port. Give a number from 1 to 65535, or 0 for any free one.`);
}
