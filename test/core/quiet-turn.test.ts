import { expect, it } from "vitest";
import { quietTurn } from "../../src/main/core/quiet-turn.ts";

/** Keeps the loop busy for `turns` turns, and tells how many there were by now. */
function busy(turns: number): { had(): number } {
  let had = 0;
  const turn = () => {
    had += 1;
    for (const until = performance.now() + 1; performance.now() < until; );
    if (had < turns) setImmediate(turn);
  };
  setImmediate(turn);
  return { had: () => had };
}

it("waits until others have done what they had to do", async () => {
  const others = busy(8);
  await quietTurn();
  expect(others.had()).toBe(8);
});

it("takes its turn all the same when others never cease", async () => {
  const others = busy(1000);
  await quietTurn(5);
  expect(others.had()).toBeGreaterThanOrEqual(4);
  expect(others.had()).toBeLessThan(100);
});
