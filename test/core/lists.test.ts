import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConsoleBackend, PlateListDraft } from "../../src/main/console/backend.ts";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { parseSettingsFile } from "../../src/main/settings/settings-file.ts";
import { Rules } from "../../src/shared/destination.ts";
import type { LiveMessage } from "../../src/shared/feed.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { startVehicles, token, vehicle } from "../lists/vehicles-server.ts";
import { type CoreUnderTest, eventually, startCore, startDestination } from "./core-under-test.ts";

let under: CoreUnderTest;
let destination: Awaited<ReturnType<typeof startDestination>>;
beforeEach(async () => {
  under = await startCore();
  destination = await startDestination();
});
afterEach(async () => {
  await under.remove();
  await destination.close();
});

const the = (): ConsoleBackend => under.core.console;
const list = (changes: Partial<PlateListDraft> = {}): PlateListDraft => ({
  ...{ id: null, name: "Our Staff", color: "green", notify: false, sound: false, tone: "chime", sync: null },
  ...changes,
});
const add = (listId: string, plate: string, name = "") => the().saveListEntry({ listId, plate, name, note: "", former: null });
const destinationDraft = (rules: Partial<Rules>, name = "Gate") => ({
  ...{ id: null, name, forwarder: "webhook", enabled: true, cameras: {} },
  settings: { url: destination.url },
  rules: Rules.parse(rules),
});

let posted = 0;
async function post(plate: string) {
  posted += 1;
  const { jpeg, plateBox, vehicleBox } = await drawScene({ plate, seed: posted });
  const recognition = sampleRecognition({ plate, camera: "gate", timestamp: new Date(), plateBox, vehicleBox });
  const { status } = await postWebhook({ url: under.receiverUrl(), token: "t", recognition, image: jpeg });
  expect(status).toBe(200);
}
const newest = () => the().feed({ limit: 1 })[0];

describe("plate lists in the whole core", () => {
  it("are made, changed, filled, searched and removed from the console", async () => {
    const made = await the().saveList(list());
    expect(made).toEqual({ ...list(), id: "our-staff", entries: 0 });
    await add("our-staff", "AB-123", "Ann");
    await add("our-staff", "CD 4", "Bob");
    const renamed = await the().saveList(list({ id: "our-staff", name: "Everyone", color: "blue", notify: true }));
    expect(renamed).toMatchObject({ id: "our-staff", name: "Everyone", color: "blue", entries: 2 });
    expect(the().listEntries({ listId: "our-staff", search: "bob", limit: 9 })).toMatchObject([{ plate: "CD 4", name: "Bob" }]);
    expect(await the().deleteListEntries({ listId: "our-staff", plates: ["cd4"] })).toEqual({ count: 1 });
    expect(await the().deleteList("our-staff")).toEqual({ entries: 1 });
    expect(the().lists()).toEqual([]);
    expect(await the().saveList(list({ name: "OUR staff" }))).toMatchObject({ id: "our-staff", entries: 0 });
  });

  it("refuse a name that another list has as its name or id, and a list that is gone", async () => {
    await the().saveList(list());
    for (const name of ["OUR STAFF", "our-staff"])
      await expect(the().saveList(list({ name }))).rejects.toMatchObject({
        field: "name",
        message: "There is a list called Our Staff already. Choose another name.",
      });
    for (const gone of [
      () => the().saveList(list({ id: "gone" })),
      () => the().deleteList("gone"),
      () => add("gone", "AB1"),
      () => the().importList({ listId: "gone", csv: "AB1", replace: false, preview: false }),
      async () => the().exportList("gone"),
      async () => the().listEntries({ listId: "gone", limit: 1 }),
    ])
      await expect(gone()).rejects.toThrow("This plate list does not exist any more.");
  });

  it("let an entry be edited, also its plate, without doubling another one", async () => {
    await the().saveList(list());
    await add("our-staff", "AB1", "Ann");
    await add("our-staff", "CD2", "Bob");
    const edit = (plate: string, former: string | null) =>
      the().saveListEntry({ listId: "our-staff", plate, name: "Ann B.", note: "n", former });
    await edit("a-b 1", "AB1");
    await edit("EF3", "A-B 1");
    const entries = () =>
      the()
        .listEntries({ listId: "our-staff", limit: 9 })
        .map(({ plate, name }) => `${plate} ${name}`);
    expect(entries()).toEqual(["CD2 Bob", "EF3 Ann B."]);
    await expect(edit("cd-2", "EF3")).rejects.toMatchObject({
      field: "plate",
      message: "CD2 is on the list Our Staff already, as Bob.",
    });
    await expect(edit("CD2", null)).rejects.toMatchObject({ field: "plate" });
    await expect(edit("--", null)).rejects.toThrow("There is no letter and no digit in the plate.");
    expect(entries()).toEqual(["CD2 Bob", "EF3 Ann B."]);
  });

  it("come in and go out as CSV, looked at before anything is changed", async () => {
    await the().saveList(list());
    await add("our-staff", "AB1", "Ann");
    await add("our-staff", "ZZ9");
    const csv = "name;plate\nAnna;ab-1\n;CD2\nx;\n";
    const bad = [{ line: 4, text: "x;", reason: "There is no plate." }];
    const file = { listId: "our-staff", csv, replace: true };
    const told = { added: 1, updated: 1, removed: 1, bad, badCount: 1 };
    expect(await the().importList({ ...file, preview: true })).toEqual(told);
    expect(the().lists()[0]?.entries).toBe(2);
    expect(await the().importList({ ...file, replace: false, preview: true })).toEqual({ ...told, removed: 0 });
    expect(await the().importList({ ...file, preview: false })).toEqual(told);
    expect(the().exportList("our-staff").csv).toBe("\ufeffplate,name,note\nab-1,Anna,\nCD2,,\n");
    expect(await the().importList({ ...file, preview: false })).toEqual({ ...told, added: 0, updated: 0, removed: 0 });
    await expect(the().importList({ ...file, csv: "x;y;z\n", preview: false })).resolves.toMatchObject({ added: 1, removed: 2 });
    await expect(the().importList({ ...file, csv: "plate\n?\n", preview: false })).rejects.toThrow(
      "There is no plate in this file that could be taken. Line 2: A list holds whole plates",
    );
    expect(the().lists()[0]?.entries).toBe(1);
  });

  it("offer look-alikes of a plate from every list, and never match by them", async () => {
    await the().saveList(list());
    await the().saveList(list({ name: "Blocked" }));
    await add("our-staff", "AB0-1", "Ann");
    await add("blocked", "A8O1");
    expect(the().lookAlikes("abO1")).toEqual([
      { listId: "our-staff", listName: "Our Staff", plate: "AB0-1", name: "Ann", note: "" },
      { listId: "blocked", listName: "Blocked", plate: "A8O1", name: "", note: "" },
    ]);
    await post("ABO1");
    expect(newest()?.hits).toEqual([]);
  });

  it("show a listed plate live and in the feed, with the name as it is now", async () => {
    await the().saveList(list());
    await add("our-staff", "AB-123", "Ann");
    const stop = new AbortController();
    const heard: LiveMessage[] = [];
    const listening = (async () => {
      for await (const message of the().live(stop.signal)) heard.push(message);
    })();
    await post("ab123");
    const hit = { listId: "our-staff", listName: "Our Staff", plate: "AB-123", name: "Ann", note: "" };
    const live = await eventually(() => heard.find((message) => message.type === "event"));
    expect(live).toMatchObject({ feed: { hits: [{ readId: newest()?.reads[0]?.id, ...hit }] } });
    await the().saveListEntry({ listId: "our-staff", plate: "AB-123", name: "Ann B.", note: "", former: "AB-123" });
    expect(newest()?.hits).toMatchObject([{ name: "Ann B." }]);
    stop.abort();
    await listening;
  });

  it("decide who gets what, and the ledger says why", async () => {
    await the().saveList(list());
    await the().saveDestination(destinationDraft({ onLists: ["Our staff"], firstWithinS: 3600 }));
    await post("ab123");
    expect(newest()?.chips[0]).toMatchObject({ status: "filtered", message: "the plate is not on the list Our Staff" });
    await add("our-staff", "AB-123");
    await post("ab123");
    expect(await eventually(() => newest()?.chips[0]?.status === "delivered")).toBe(true);
    await post("ab123");
    expect(newest()?.chips[0]).toMatchObject({ status: "filtered", message: expect.stringMatching(/^the same plate was sent/) });
    expect(destination.bodies).toHaveLength(1);
    expect(the().ledger()).toMatchObject([{ accepted: 3, balanced: true, counts: { delivered: 1, filtered: 2 } }]);
  });

  it("stay what rules mean when they get another name, and are not deleted from under them", async () => {
    await the().saveList(list());
    const saved = await the().saveDestination(destinationDraft({ notOnLists: ["OUR STAFF"] }));
    await the().saveDestination(destinationDraft({ onLists: ["our-staff"] }, "Second"));
    await the().saveList(list({ id: "our-staff", name: "Everyone" }));
    expect((await the().destinations())[0]?.rules.notOnLists).toEqual(["our-staff"]);
    await expect(the().deleteList("our-staff")).rejects.toThrow(
      "The list Everyone is used by Gate, Second. Take it out of their rules and settings first.",
    );
    await the().saveDestination({ ...destinationDraft({}), id: saved.id });
    await expect(the().deleteList("our-staff")).rejects.toThrow(/used by Second. Take it out of its rules/);
  });

  it("come from a settings file with their plates, once", async () => {
    const file = parseSettingsFile(
      JSON.stringify({
        lists: [{ name: "Our Staff", entries: [{ plate: "AB-123", name: "Ann" }] }],
        destinations: [
          { name: "Gate", forwarder: "webhook", settings: { url: destination.url }, rules: { onLists: ["our staff"] } },
        ],
      }),
      "f.json",
    );
    expect(await under.core.importSettings(file)).toEqual({ added: ["Gate", "Our Staff"], updated: [], unchanged: false });
    expect(the().listEntries({ listId: "our-staff", limit: 9 })).toMatchObject([{ plate: "AB-123", name: "Ann" }]);
    expect(await under.core.importSettings(file)).toEqual({ added: [], updated: [], unchanged: true });
    await the().deleteListEntries({ listId: "our-staff", plates: ["ab123"] });
    expect(await under.core.importSettings(file)).toEqual({ added: [], updated: ["Our Staff"], unchanged: false });
    await post("ab 123");
    expect(await eventually(() => newest()?.chips[0]?.status === "delivered")).toBe(true);
  });

  it("are filled from ParkPow, keep their token to themselves, and are not changed by hand meanwhile", async () => {
    const { url, server, park } = await startVehicles([vehicle("ab123")]);
    const sync = { kind: "parkpow", url, tag: "residents" } as const;
    const made = await the().saveList(list({ sync: { ...sync, token } }));
    expect(JSON.stringify(made)).not.toContain("token");
    expect(JSON.stringify(under.settings.get())).not.toContain(token);
    expect(await eventually(() => the().lists()[0]?.entries === 1)).toBe(true);
    await expect(add("our-staff", "CD2")).rejects.toThrow(
      "The list Our Staff is filled from the tag residents in ParkPow. Change its plates there.",
    );
    await post("ab123");
    expect(newest()?.hits).toHaveLength(1);
    park.vehicles = [];
    expect(await the().syncList("our-staff")).toMatchObject({ entries: 0, sync: { ...sync, problem: null } });
    server.failing.status(500);
    const failed = await the().syncList("our-staff");
    expect(failed.sync).toMatchObject({ failingSince: expect.any(Number), problem: expect.stringMatching(/HTTP 500/) });
    const other = `${url.replace("127.0.0.1", "localhost")}`;
    await expect(
      the().saveList(list({ id: "our-staff", sync: { ...sync, url: other, token: { set: true } } })),
    ).rejects.toMatchObject({
      field: "sync.token",
    });
    const kept = await the().saveList(list({ id: "our-staff", sync: { ...sync, tag: "staff", token: { set: true } } }));
    expect(kept.sync).toMatchObject({ tag: "staff" });
    await the().saveList(list({ id: "our-staff" }));
    await add("our-staff", "CD2");
    await expect(the().syncList("our-staff")).rejects.toThrow("kept by hand");
    await expect(the().saveList(list({ name: "New", sync: { ...sync, token: { set: true } } }))).rejects.toThrow(
      "Enter ParkPow's token.",
    );
  });
});
