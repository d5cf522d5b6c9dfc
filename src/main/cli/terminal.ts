import type { Readable, Writable } from "node:stream";

/** Where a command reads its surroundings from and writes to; tests give their own. */
export interface Terminal {
  stdout: Writable;
  stderr: Writable;
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  stdin?: Readable;
}

/** A mistake on the command line: told with where to find help, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Writes one line. */
export const say = (stream: Writable, line: string): void => void stream.write(`${line}\n`);
