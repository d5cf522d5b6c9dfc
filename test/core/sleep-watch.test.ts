import { expect, it } from "vitest";
import { watchForSleep } from "../../src/main/core/sleep-watch.ts";

/** A clock whose waits end when told, at the time told: as after a sleep, when a timer fires late. */
function lateClock() {
  let time = 0;
  let waiting: (() => void) | null = null;
  return {
    clock: {
      now: () => time,
      after(_ms: number, callback: () => void) {
        waiting = callback;
        return () => {
          waiting = null;
        };
      },
    },
    fireAt(moment: number) {
      time = moment;
      const due = waiting;
      waiting = null;
      due?.();
    },
  };
}

it("a clock that went on without us was a sleep; a busy machine and a clock set back are none", () => {
  const { clock, fireAt } = lateClock();
  let slept = 0;
  const undo = watchForSleep(clock, () => {
    slept += 1;
  });
  fireAt(15_000);
  fireAt(50_000);
  expect(slept).toBe(0);
  fireAt(8 * 3_600_000);
  expect(slept).toBe(1);
  fireAt(3_600_000);
  fireAt(3_615_000);
  expect(slept).toBe(1);
  undo();
  fireAt(99 * 3_600_000);
  expect(slept).toBe(1);
});
