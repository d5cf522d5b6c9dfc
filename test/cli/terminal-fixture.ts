import { Writable } from "node:stream";
import { runProgram } from "../../src/main/cli/program.ts";
import type { Terminal } from "../../src/main/cli/terminal.ts";

/** A terminal that keeps what was written to it. */
export function keptTerminal(env: Record<string, string> = {}): { terminal: Terminal; out(): string; err(): string } {
  const kept = { out: "", err: "" };
  const into = (key: "out" | "err") =>
    new Writable({
      write(chunk: Buffer, _, done) {
        kept[key] += chunk.toString("utf8");
        done();
      },
    });
  const terminal: Terminal = { stdout: into("out"), stderr: into("err"), env, platform: process.platform };
  return { terminal, out: () => kept.out, err: () => kept.err };
}

/** Runs one command line in this process. */
export async function run(argv: readonly string[], env: Record<string, string> = {}) {
  const { terminal, out, err } = keptTerminal(env);
  const code = await runProgram(argv, terminal, "no-assets");
  return { code, out: out(), err: err() };
}
