import { expect, test } from "vitest";
import { watchGraphics } from "../../src/main/desktop/drawing.ts";
import type { Log } from "../../src/main/log.ts";
import { handClock } from "./hand-clock.ts";

interface Gone {
  type: string;
  reason: string;
  exitCode: number;
}

function watched() {
  const { clock, pass } = handClock();
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  let started = 0;
  let die = (_details: Gone) => {};
  const app = {
    on: (_event: string, listener: (gone: object, details: Gone) => void) => (die = (details) => listener({}, details)),
  };
  watchGraphics({ app: app as never, clock, log: { warn: say, error: say } as unknown as Log, startAnew: () => started++ });
  const crash = (gone: Partial<Gone> = {}) => die({ type: "GPU", reason: "crashed", exitCode: 1, ...gone });
  return { crash, pass, said, started: () => started };
}

test("the third death of the drawing process within ten minutes starts the program anew, once", () => {
  const { crash, said, started } = watched();
  crash();
  crash();
  expect(started()).toBe(0);
  crash();
  expect(started()).toBe(1);
  expect(said.at(-1)).toMatch(/draws it without/);
  crash();
  expect(started()).toBe(1);
});

test("deaths far apart, an orderly end and other processes' deaths do not", () => {
  const { crash, pass, started } = watched();
  for (let hour = 0; hour < 5; hour++) {
    crash();
    pass(3_600_000);
  }
  for (let times = 0; times < 5; times++) {
    crash({ reason: "clean-exit", exitCode: 0 });
    crash({ type: "Utility" });
  }
  expect(started()).toBe(0);
});
