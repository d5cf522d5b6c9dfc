import { describe, expect, it } from "vitest";
import { createBackupKeeper } from "../../src/main/core/backup-keeper.ts";
import { silentLog } from "../../src/main/log.ts";
import type { BackupOutcome } from "../../src/main/store/backups/backups.ts";
import type { BackupProblem, BackupRecord } from "../../src/shared/backups.ts";
import { BackupSettings, RetentionSettings } from "../../src/shared/settings.ts";
import { handClock } from "../desktop/hand-clock.ts";

const minute = 60_000;
const hour = 60 * minute;

/** A keeper over copies that go as they are told; time is a test's own. */
function keeping({ everyHours = 24, madeAt = null as number | null } = {}) {
  const { clock, pass } = handClock();
  const given = { everyHours, problem: null as BackupProblem | null };
  const steps: string[] = [];
  let record: BackupRecord = { madeAt, bytes: 1, tookMs: 1, triedAt: madeAt, failures: 0, problem: null };
  let finish = () => {};
  let held: Promise<void> | null = null;
  let jumped = 0;
  const now = () => clock.now() + jumped;
  const keeper = createBackupKeeper({
    clock: { now, after: clock.after },
    log: silentLog,
    changed: () => {},
    tidy: async () => void steps.push("tidied"),
    settings: () => ({ backups: BackupSettings.parse({ everyHours: given.everyHours }), retention: RetentionSettings.parse({}) }),
    backups: {
      record: () => record,
      async make({ keep, minFreeBytes }, signal): Promise<BackupOutcome> {
        steps.push(`copied ${keep} ${minFreeBytes / 2 ** 30}`);
        await held;
        if (signal.aborted) return { stopped: true };
        const { problem } = given;
        record = problem
          ? { ...record, triedAt: now(), failures: record.failures + 1, problem: { kind: problem, detail: "Why." } }
          : { madeAt: now(), bytes: 2, tookMs: 3, triedAt: now(), failures: 0, problem: null };
        return problem ? { problem, detail: "Why." } : { made: { kind: "backup", file: "f", at: now(), bytes: 2 } };
      },
    },
  });
  return {
    ...{ keeper, given, steps, clock },
    copies: () => steps.filter((step) => step.startsWith("copied")).length,
    jump: (ms: number) => {
      jumped += ms;
    },
    hold() {
      held = new Promise((resolve) => (finish = resolve));
    },
    finish: () => finish(),
    /** Time passes, and what was begun ends. */
    async wait(ms: number) {
      for (let left = ms; left > 0; left -= minute) {
        pass(Math.min(left, minute));
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      }
    },
  };
}

describe("copies of the database", () => {
  it("are made some minutes after the first start, and then once in the time that is set, after what is old was deleted", async () => {
    const { keeper, steps, wait, copies } = keeping();
    keeper.start();
    await wait(2 * minute);
    expect(steps).toEqual([]);
    await wait(2 * minute);
    expect(steps).toEqual(["tidied", "copied 3 2"]);
    await wait(23 * hour);
    expect(copies()).toBe(1);
    await wait(2 * hour);
    expect(copies()).toBe(2);
    await keeper.stop();
    await wait(48 * hour);
    expect(copies()).toBe(2);
  });

  it("count from the last one, however often the program starts", async () => {
    const { keeper, clock, copies, wait } = keeping({ madeAt: Date.UTC(2026, 10, 23, 12) - 20 * hour });
    expect(clock.now()).toBe(Date.UTC(2026, 10, 23, 12));
    for (let start = 0; start < 3; start += 1) {
      keeper.start();
      await wait(hour);
      await keeper.stop();
    }
    expect(copies()).toBe(0);
    keeper.start();
    await wait(2 * hour);
    expect(copies()).toBe(1);
    await keeper.stop();
  });

  it("are not made while they are switched off, and soon after they are switched on again", async () => {
    const { keeper, given, copies, wait } = keeping({ everyHours: 0 });
    keeper.start();
    await wait(48 * hour);
    expect(copies()).toBe(0);
    given.everyHours = 6;
    await wait(10 * minute);
    expect(copies()).toBe(1);
    await wait(6 * hour);
    expect(copies()).toBe(2);
    await keeper.stop();
  });

  it.each([
    ["forwards by a day", 24 * hour, 1],
    ["back by an hour", -hour, 0],
    ["back by a year", -365 * 24 * hour, 1],
  ])("go on when the clock is set %s", async (_how, ms, soon) => {
    const { keeper, copies, wait, jump } = keeping();
    keeper.start();
    await wait(10 * minute);
    expect(copies()).toBe(1);
    jump(ms);
    await wait(10 * minute);
    expect(copies()).toBe(1 + soon);
    await wait(26 * hour);
    expect(copies()).toBe(2 + soon);
    await keeper.stop();
  });

  it("are tried again each hour where they fail, which is told after the third time, and no more once one was made", async () => {
    const { keeper, given, copies, wait } = keeping();
    given.problem = "room";
    keeper.start();
    await wait(10 * minute);
    expect([copies(), keeper.attention()]).toEqual([1, []]);
    await wait(hour + 10 * minute);
    expect([copies(), keeper.attention()]).toEqual([2, []]);
    await wait(hour + 10 * minute);
    expect(copies()).toBe(3);
    expect(keeper.attention()).toEqual([
      {
        ...{ level: "warning", key: "backup", about: { kind: "backup", problem: "room", detail: "Why.", madeAt: null } },
        text: "The database could not be copied: its disk has no room for another copy. There is no copy of it yet. It is tried again by itself; see Settings, Copies.",
      },
    ]);
    given.everyHours = 0;
    expect(keeper.attention()).toEqual([]);
    given.everyHours = 24;
    given.problem = null;
    await wait(hour + 10 * minute);
    expect([copies(), keeper.attention()]).toEqual([4, []]);
    await keeper.stop();
  });

  it("that turn out damaged are told at once", async () => {
    const { keeper, given } = keeping();
    given.problem = "damaged";
    await keeper.now();
    expect(keeper.attention()).toMatchObject([
      { level: "error", text: expect.stringContaining("may be damaged as well (Why.)") },
    ]);
  });

  it("are made one at a time, also when somebody asks for one, and one under way is given up at the stop", async () => {
    const { keeper, hold, finish, copies, wait } = keeping();
    hold();
    const first = keeper.now();
    const second = keeper.now();
    await wait(minute);
    expect([keeper.running(), copies()]).toEqual([true, 1]);
    const stopped = keeper.stop();
    finish();
    await Promise.all([first, second, stopped]);
    expect([keeper.running(), copies()]).toEqual([false, 1]);
  });
});
