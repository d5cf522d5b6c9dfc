/** Plate Courier without a desktop: the command `plate-courier`. Only starts what cli/ does. */
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

/**
 * V8 lets its space for young objects grow to 16 MB, and with 64 KB of a webhook's body behind each small object that comes
 * from a socket, the memory outside of the heap then reaches the limit at which V8 walks the whole heap long before the young
 * space is full: several times a second under load. A young space that stays small is emptied in time. Measured at 600 webhooks
 * a second: 0.7 instead of 1.3 ms of processor time for each, and 170 instead of 250 MB.
 * It must be said before the rest is loaded, as the space never shrinks: hence the import below.
 */
setFlagsFromString("--semi-space-growth-factor=1");
const { runProgram } = await import("./cli/program.ts");

// Built, this file is out/main/headless.js; run from source, the built console is still in out/.
const assetsDir = join(import.meta.dirname, import.meta.filename.endsWith(".ts") ? "../../out/renderer" : "../renderer");

const { stdout, stderr, stdin, env, platform } = process;
// A reader that went away (`| head`, a journal that was started anew) is told to the writer as EPIPE; without a listener that would end the
// process with a stack, and a receiver with its next warning. What is printed stands in the log, too.
for (const printed of [stdout, stderr]) printed.on("error", () => {});
process.exitCode = await runProgram(process.argv.slice(2), { stdout, stderr, stdin, env, platform }, assetsDir);
// Everything has stopped: should anything still hold the process, it ends a little later all the same.
if (process.argv[2] === "serve") setTimeout(() => process.exit(), 2_000).unref();
