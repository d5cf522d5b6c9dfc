// npm run bench: builds, then runs the benchmarks with the pinned Node. They print what they measured and judge nothing.
import { spawnSync } from "node:child_process";

for (const command of ["npm run -s build", "node test/bench/bench.ts"]) {
  const { status } = spawnSync(command, { stdio: "inherit", shell: true });
  if (status !== 0) process.exit(status ?? 1);
}
