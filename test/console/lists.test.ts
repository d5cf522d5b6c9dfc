import { afterEach, beforeEach, expect, it } from "vitest";
import { consoleRouter } from "../../src/main/console/router.ts";
import { type CoreUnderTest, startCore } from "../core/core-under-test.ts";

let under: CoreUnderTest;
beforeEach(async () => {
  under = await startCore();
});
afterEach(() => under.remove());

const caller = () => consoleRouter.createCaller({ backend: under.core.console });
const draft = { id: null, name: "Staff", color: "none", notify: false, sound: false, sync: null } as const;

it("pages through a list with a cursor, and ends where it ends", async () => {
  const call = caller();
  await call.saveList(draft);
  const csv = Array.from({ length: 25 }, (_, n) => `P-${String(n).padStart(2, "0")}`).join("\n");
  await call.importList({ listId: "staff", csv, replace: false, preview: false });
  const plates: string[] = [];
  let cursor: string | null = null;
  const sizes: number[] = [];
  do {
    const page: Awaited<ReturnType<typeof call.listEntries>> = await call.listEntries({ listId: "staff", limit: 10, cursor });
    plates.push(...page.entries.map(({ plate }) => plate));
    sizes.push(page.entries.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(sizes).toEqual([10, 10, 5]);
  expect(plates).toEqual(csv.split("\n"));
  expect((await call.exportList({ listId: "staff" })).csv).toContain("\nP-24,,\n");
});

it("refuses what cannot be a list, an entry or a sync before it reaches the core", async () => {
  const call = caller();
  await expect(call.saveList({ ...draft, name: "  " })).rejects.toThrow(/Give the list a name/);
  const sync = { kind: "parkpow", url: "parkpow", tag: "t", token: "x" } as const;
  await expect(call.saveList({ ...draft, sync })).rejects.toThrow(/Give a whole URL such as/);
  await expect(call.saveList({ ...draft, sync: { ...sync, url: "https://a.b", tag: " " } })).rejects.toThrow(/Enter the tag/);
  await call.saveList(draft);
  const entry = { listId: "staff", name: "", note: "", former: null };
  await expect(call.saveListEntry({ ...entry, plate: " " })).rejects.toThrow(/Enter a plate/);
  await expect(call.saveListEntry({ ...entry, plate: "A*" })).rejects.toThrow(/A list holds whole plates/);
  expect(await call.lookAlikes({ plate: "" })).toEqual([]);
});

it("takes a source's token of any length without spaces, because senders in the field may have a short one", async () => {
  const call = caller();
  const source = { id: null, name: "Old camera", enabled: true };
  await expect(call.saveSource({ ...source, token: { set: "a b" } })).rejects.toThrow(/Give a token without spaces/);
  await expect(call.saveSource({ ...source, token: { set: " " } })).rejects.toThrow(/Enter a token/);
  await expect(call.saveSource({ ...source, token: { set: "x".repeat(201) } })).rejects.toThrow(/at most 200 characters/);
  await call.saveSource({ ...source, token: { set: "7" } });
  expect((await call.settings()).receiver.sources).toMatchObject([{ name: "Old camera", hasToken: true }]);
});
