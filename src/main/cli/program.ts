import { nearest } from "../../shared/nearest.ts";
import { version } from "../version.ts";
import { type CommandName, commands, helpText } from "./help.ts";
import { say, type Terminal, UsageError } from "./terminal.ts";

/** Commands are loaded when they are asked for: `help` needs no database, `export` no receiver. */
type Run = (argv: readonly string[], terminal: Terminal, assetsDir: string) => Promise<number>;
const load: Record<Exclude<CommandName, "help">, () => Promise<Run>> = {
  serve: async () => (await import("./serve.ts")).serve,
  export: async () => (await import("./export/export.ts")).exportRows,
  send: async () => (await import("./send.ts")).send,
  check: async () => (await import("./check.ts")).check,
  diagnostics: async () => (await import("./diagnostics.ts")).diagnostics,
};

/**
 * Runs one command line (without node and script) and resolves with the exit code: 0 done, 1 it did not work, 2 the command
 * line is wrong. `assetsDir`: the built console.
 */
export async function runProgram(argv: readonly string[], terminal: Terminal, assetsDir: string): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      say(terminal.stdout, helpText(rest[0]));
      return name === undefined ? 2 : 0;
    }
    if (name === "--version" || name === "-v") {
      say(terminal.stdout, version);
      return 0;
    }
    const command = commands.find((known) => known === name);
    if (!command || command === "help") throw new UsageError(unknownCommand(name));
    if (rest.includes("--help") || rest.includes("-h")) {
      say(terminal.stdout, helpText(command));
      return 0;
    }
    const run = await load[command]();
    return await run(rest, terminal, assetsDir);
  } catch (error) {
    say(terminal.stderr, error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return 1;
    const about = commands.find((known) => known === name);
    say(terminal.stderr, `Try: plate-courier help${about ? ` ${about}` : ""}`);
    return 2;
  }
}

function unknownCommand(name: string): string {
  const meant = nearest(name, commands);
  return `${JSON.stringify(name)} is no command.${meant ? ` Did you mean ${meant}?` : ` There are: ${commands.join(", ")}.`}`;
}
