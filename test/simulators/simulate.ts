/**
 * `npm run simulate`: runs one of the strict simulators by hand, so that a destination can be tried, made to fail and brought back
 * without the vendor's product. Answers on this machine only, prints what to enter in Plate Courier, then a line per request.
 */
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { portOf, readArguments } from "../../src/main/cli/arguments.ts";
import { UsageError } from "../../src/main/cli/terminal.ts";
import { nearest } from "../../src/shared/nearest.ts";
import { simulators } from "./index.ts";
import { helpFor, keys, simulatorTable, whatToEnter } from "./simulate-texts.ts";
import { failureOf, type RunningSimulator, type Simulator, startSimulator } from "./simulator.ts";

const common = {
  port: { type: "string" },
  fail: { type: "string" },
  tls: { type: "boolean" },
  help: { type: "boolean" },
} as const;

export interface SimulateTerminal {
  stdout: Writable;
  stdin: Readable;
  /** Ends it. */
  signal: AbortSignal;
}

/** Runs until the signal, or the line `quit`. Throws a UsageError for what cannot be meant. */
export async function simulate(argv: readonly string[], { stdout, stdin, signal }: SimulateTerminal): Promise<void> {
  const say = (text: string) => void stdout.write(`${text}\n`);
  const [type = "help"] = argv;
  if (type === "help" || type.startsWith("-")) return say(simulatorTable(simulators));
  const simulator = simulatorOf(type);
  const names = Object.keys(simulator.switches);
  const options = { ...common, ...Object.fromEntries(names.map((name) => [name, { type: "string" as const }])) };
  const { values } = readArguments(argv, options, ["the type"]);
  if (values.help) return say(helpFor(simulator));

  const port = portOf(values.port, "--port") ?? 0;
  const { failure, running } = await start(simulator, { ...values, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw new UsageError(error.message);
    throw new UsageError(`Port ${port} is taken by another program. Choose another with --port, or leave it out.`);
  });
  running.onLine((line) => say(`${clockTime()}  ${line}`));
  say(whatToEnter(simulator, running));
  if (failure !== undefined) {
    running.fail(failure);
    say(`It fails (${values.fail}) until told to recover.`);
  }

  const lines = createInterface({ input: stdin });
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
    // That there is nothing to read (a service, a pipe that closed) does not end it.
    lines.on("line", (text) => {
      const line = text.trim();
      if (line === "quit") resolve();
      else if (line !== "") say(obey(line, running));
    });
  });
  lines.close();
  await running.close();
  say("Ended.");
}

async function start(simulator: Simulator, given: { port: number; tls?: boolean; fail?: string }) {
  const failure = given.fail === undefined ? undefined : failureOf(given.fail);
  return {
    failure,
    running: await startSimulator(simulator, { port: given.port, tls: given.tls ?? false, chosen: { ...given } }),
  };
}

function simulatorOf(type: string): Simulator {
  const known = simulators.find((simulator) => simulator.type === type);
  if (known) return known;
  const types = simulators.map((simulator) => simulator.type);
  const meant = nearest(type, types);
  throw new UsageError(
    `There is no simulator "${type}".${meant ? ` Did you mean ${meant}?` : ""} There are: ${types.join(", ")}.`,
  );
}

/** What a typed line brought about, in words. */
function obey(line: string, running: RunningSimulator): string {
  const [word, how] = line.split(/\s+/);
  if (word === "recover") {
    running.fail(undefined);
    return "It answers again.";
  }
  if (word !== "fail" || how === undefined) return keys;
  try {
    running.fail(failureOf(how));
  } catch (error) {
    return (error as Error).message;
  }
  return `It fails (${how}) until told to recover.`;
}

const clockTime = () => new Date().toTimeString().slice(0, 8);

if (import.meta.main) {
  const { stdout, stdin } = process;
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort());
  try {
    await simulate(process.argv.slice(2), { stdout, stdin, signal: stopping.signal });
    // What was read from a terminal would hold the process.
    stdin.destroy();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
