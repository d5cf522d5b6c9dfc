import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ApplyDependencies, applySettingsFile } from "../../src/main/settings/apply-settings-file.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { parseSettingsFile } from "../../src/main/settings/settings-file.ts";
import { Settings } from "../../src/shared/settings.ts";
import { temporaryDir } from "./temporary-dir.ts";

function dependencies(dir: string, current: Settings = Settings.parse({})): ApplyDependencies {
  return {
    current,
    secrets: createKeyFileSecretBox({ dir }),
    forwarders: {
      types: ["bookmark"],
      of: () => ({ settings: z.strictObject({ list: z.string().default("") }), secretKeys: [], plateListKeys: ["list"] }),
    },
    tokens: { hash: (token) => token, verify: (token, hash) => token === hash },
  };
}

const parse = (value: unknown) => parseSettingsFile(JSON.stringify(value), "import.json");
const example = {
  lists: [
    { name: "Staff & Friends", color: "green", notify: true, entries: [{ plate: " AB-123 ", name: "Bob" }, { plate: "cd 4" }] },
    { name: "Blocked", sync: { tag: "blocked", token: "parkpow-token" } },
  ],
  destinations: [
    {
      name: "vms",
      forwarder: "bookmark",
      settings: { list: "blocked" },
      rules: { onLists: ["STAFF & friends"], notOnLists: ["Blocked"], firstWithinS: 60 },
    },
  ],
};

describe("plate lists in a settings file", () => {
  it("are added with their entries for the store, their token encrypted, and named by id wherever a destination names them", async () => {
    const deps = dependencies(temporaryDir());
    const { settings, entries, added } = await applySettingsFile(parse(example), deps);
    expect(added).toEqual(["vms", "Staff & Friends", "Blocked"]);
    expect(settings.lists).toMatchObject([
      { id: "staff-friends", name: "Staff & Friends", color: "green", notify: true, sound: false, tone: "chime", sync: null },
      { id: "blocked", color: "none", sync: { kind: "parkpow", url: "https://app.parkpow.com/api/v1/", tag: "blocked" } },
    ]);
    expect(entries).toEqual([
      {
        listId: "staff-friends",
        entries: [
          { plate: "AB-123", name: "Bob", note: "" },
          { plate: "cd 4", name: "", note: "" },
        ],
      },
    ]);
    expect(JSON.stringify(settings)).not.toContain("parkpow-token");
    expect(await deps.secrets.decrypt(settings.lists[1]?.sync?.token ?? "")).toBe("parkpow-token");
    expect(settings.destinations[0]).toMatchObject({
      settings: { list: "blocked" },
      rules: { onLists: ["staff-friends"], notOnLists: ["blocked"], firstWithinS: 60 },
    });
  });

  it("change nothing when they are imported again, and keep what the file leaves out", async () => {
    const dir = temporaryDir();
    const first = (await applySettingsFile(parse(example), dependencies(dir))).settings;
    const again = await applySettingsFile(parse(example), dependencies(dir, first));
    expect(again).toMatchObject({ settings: first, added: [], updated: [], unchanged: true });
    const changed = await applySettingsFile(
      parse({
        lists: [
          { name: "STAFF & FRIENDS", sound: true, tone: "alarm" },
          { name: "Blocked", sync: { tag: "barred" } },
        ],
      }),
      dependencies(dir, first),
    );
    expect(changed.updated).toEqual(["STAFF & FRIENDS", "Blocked"]);
    expect(changed.settings.lists).toMatchObject([
      { id: "staff-friends", name: "STAFF & FRIENDS", color: "green", notify: true, sound: true, tone: "alarm" },
      { sync: { tag: "barred", token: first.lists[1]?.sync?.token } },
    ]);
    expect(changed.settings.destinations[0]?.rules.onLists).toEqual(["staff-friends"]);
  });

  it("let a destination name a list that is there already", async () => {
    const dir = temporaryDir();
    const first = (await applySettingsFile(parse(example), dependencies(dir))).settings;
    const file = { destinations: [{ name: "second", forwarder: "bookmark", rules: { onLists: ["blocked"] } }] };
    const { settings } = await applySettingsFile(parse(file), dependencies(dir, first));
    expect(settings.destinations[1]?.rules.onLists).toEqual(["blocked"]);
  });

  const named = (rules: object, settings?: object) => ({
    lists: [{ name: "Residents" }],
    destinations: [{ name: "vms", forwarder: "bookmark", rules, settings }],
  });
  it.each([
    [
      named({ onLists: ["Residents", "Residnts"] }),
      'destinations[0].rules.onLists[1] names the plate list "Residnts", which does not exist. Did you mean "Residents"?',
    ],
    [named({ notOnLists: ["x"] }), 'rules.notOnLists[0] names the plate list "x", which does not exist. There are Residents.'],
    [
      named({}, { list: "residenz" }),
      'destinations[0].settings.list names the plate list "residenz", which does not exist. Did you mean',
    ],
    [
      { destinations: [{ name: "v", forwarder: "bookmark", rules: { onLists: ["a"] } }] },
      "there is none yet. Name it under lists, too.",
    ],
    [{ lists: [{ name: "A", entries: [{ plate: "  " }] }] }, "lists[0].entries[0].plate"],
    [{ lists: [{ name: "A", entries: [{ plate: "AB*" }] }] }, "A list holds whole plates"],
    [{ lists: [{ name: "A", colour: "red" }] }, "lists[0].colour is not known. Did you mean color?"],
    [{ lists: [{ name: "A", color: "pink" }] }, 'lists[0].color cannot be "pink". Give one of "none", "green"'],
    [{ lists: [{ name: "A" }, { name: "a" }] }, 'lists[1].name cannot be "a". Give another name: lists[0] has it already.'],
    [{ lists: [{ name: "A", sync: { tag: "t" } }] }, "lists[0].sync.token is missing: give ParkPow's token."],
    [{ lists: [{ name: "A", sync: { tag: "t", token: "s3cret", url: "app.parkpow.com" } }] }, "Give a whole URL such as"],
    [
      { lists: [{ name: "A", sync: { tag: "t", token: "s3cret" }, entries: [] }] },
      "lists[0].entries cannot be given: this list is filled from ParkPow.",
    ],
  ])("are refused with field, value and remedy: %j", async (file, sentence) => {
    const importing = async () => applySettingsFile(parse(file), dependencies(temporaryDir()));
    await expect(importing()).rejects.toThrow(sentence);
    await expect(importing()).rejects.not.toThrow(/s3cret/);
  });

  it("ask for the token again when they are to be filled from another server", async () => {
    const dir = temporaryDir();
    const first = (await applySettingsFile(parse(example), dependencies(dir))).settings;
    const file = { lists: [{ name: "Blocked", sync: { tag: "blocked", url: "https://evil.example/api/v1/" } }] };
    await expect(applySettingsFile(parse(file), dependencies(dir, first))).rejects.toThrow("lists[0].sync.token is missing");
  });

  it("get an id that no other list has as its id or name", async () => {
    const file = { lists: [{ name: "Été" }, { name: "ete" }, { name: "???" }, { name: "list!" }] };
    const { settings } = await applySettingsFile(parse(file), dependencies(temporaryDir())).catch((error: Error) => ({
      settings: error.message,
    }));
    expect(settings).toContain('lists[1].name cannot be "ete". Give another name: the list Été has it as its id.');
    const other = { lists: [{ name: "ete" }, { name: "Été" }, { name: "???" }, { name: "list!" }] };
    const made = await applySettingsFile(parse(other), dependencies(temporaryDir()));
    expect(made.settings.lists.map(({ id }) => id)).toEqual(["ete", "ete-2", "list", "list-2"]);
  });
});
