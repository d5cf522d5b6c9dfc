import { expect, it, onTestFinished } from "vitest";
import { createListSyncs } from "../../src/main/core/list-syncs.ts";
import { silentLog } from "../../src/main/log.ts";
import { PlateList } from "../../src/shared/plate-list.ts";
import { bench } from "../store/store-kit.ts";

const hour = 3_600_000;

it("asks for attention to a list that could not be filled for an hour, and says what is used meanwhile", async () => {
  const { store, clock } = await bench();
  const sync = { kind: "parkpow", tag: "t", token: "c" };
  const lists = [PlateList.parse({ id: "tag", name: "Residents", sync }), PlateList.parse({ id: "hand", name: "By hand" })];
  const syncs = createListSyncs({
    ...{ clock, log: silentLog, version: "0", entries: store.lists, onChange: () => {}, lists: () => lists },
    secrets: { decrypt: async (text) => text },
  });
  onTestFinished(() => syncs.stop());
  const failing = (ago: number, syncedAt: number | null) =>
    store.lists.putSyncState("tag", { syncedAt, failingSince: clock.now() - ago, problem: "ParkPow is away." });
  expect(syncs.attention()).toEqual([]);
  await failing(hour - 1, 1);
  expect(syncs.attention()).toEqual([]);
  await failing(hour, 1);
  expect(syncs.attention()).toMatchObject([
    {
      level: "warning",
      key: "list:tag",
      text: "The plate list Residents could not be filled from ParkPow for an hour. ParkPow is away. The plates of the last good sync are used meanwhile.",
    },
  ]);
  await failing(5.5 * hour, null);
  expect(syncs.attention()[0]?.text).toBe(
    "The plate list Residents could not be filled from ParkPow for 5 hours. ParkPow is away. It is empty until then.",
  );
});
