import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { watchPower } from "../../src/main/desktop/power.ts";
import { collectingLog } from "../store/store-kit.ts";

it("the core is told once that the computer is awake again, its failure is logged, and nothing is told after the end", async () => {
  const monitor = new EventEmitter();
  const log = collectingLog();
  let woken = 0;
  const undo = watchPower(
    monitor,
    {
      async afterSleep() {
        woken += 1;
        if (woken === 2) throw new Error("no network yet");
      },
    },
    log,
  );
  monitor.emit("suspend");
  expect(woken).toBe(0);
  monitor.emit("resume");
  monitor.emit("suspend");
  monitor.emit("resume");
  await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toBe(2);
  expect(log.lines.filter((line) => line.startsWith("error"))).toEqual(["error: Waking up failed."]);
  undo();
  monitor.emit("resume");
  expect([woken, monitor.listenerCount("resume"), monitor.listenerCount("suspend")]).toEqual([2, 0, 0]);
});
