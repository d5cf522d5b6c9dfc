/** Plate Courier without a desktop: the command `plate-courier`. Only starts what cli/ does. */
import { join } from "node:path";
import { runProgram } from "./cli/program.ts";

// Built, this file is out/main/headless.js; run from source, the built console is still in out/.
const assetsDir = join(import.meta.dirname, import.meta.filename.endsWith(".ts") ? "../../out/renderer" : "../renderer");

const { stdout, stderr, stdin, env, platform } = process;
// A reader that went away (`| head`) is told to the writer as EPIPE; without a listener it would end the process with a stack.
stdout.on("error", () => {});
process.exitCode = await runProgram(process.argv.slice(2), { stdout, stderr, stdin, env, platform }, assetsDir);
// Everything has stopped: should anything still hold the process, it ends a little later all the same.
if (process.argv[2] === "serve") setTimeout(() => process.exit(), 2_000).unref();
