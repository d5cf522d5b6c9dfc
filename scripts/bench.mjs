// npm run bench: builds, then runs the benchmarks with the pinned Node, all of them or those that are named
// (npm run bench -- console). They print what they measured and judge nothing.
import { spawnSync } from "node:child_process";

/** Name -> file in test/bench. */
const benches = { receiver: "bench.ts", console: "console.ts", history: "history.ts", export: "export.ts" };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
const files = Object.entries(benches).filter(([name]) => wanted.length === 0 || wanted.includes(name));
for (const command of ["npm run -s build", ...files.map(([, file]) => `node test/bench/${file}`)]) {
  const { status } = spawnSync(command, { stdio: "inherit", shell: true });
  if (status !== 0) process.exit(status ?? 1);
}
