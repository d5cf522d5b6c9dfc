import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { SettingsToImport } from "../../src/main/console/backend/settings-file.ts";
import { openSettingsFile, parseSettingsFile, readSettingsFile, SettingsFile } from "../../src/main/settings/settings-file.ts";
import { version } from "../../src/main/version.ts";
import { Settings } from "../../src/shared/settings.ts";
import { type CoreUnderTest, eventually, startCore } from "./core-under-test.ts";

const running: CoreUnderTest[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.remove();
});

async function start(): Promise<CoreUnderTest> {
  const core = await startCore();
  running.push(core);
  return core;
}

const secrets = ["gate-token-1234567890", "Token of-the-desk", "the-sync-token", "the-secret-access-key", "the-pfx-passphrase"];

/** One of everything, with every kind of secret. */
const everything = {
  receiver: {
    maxBodyBytes: 1_000_000,
    sources: [{ name: "Gate", token: secrets[0] }, { name: "Yard" }],
    tls: { kind: "pfx", file: "/etc/courier.pfx", passphrase: secrets[4] },
  },
  destinations: [
    {
      name: "Front desk",
      forwarder: "webhook",
      settings: { url: "http://127.0.0.1:9/plates", authorization: secrets[1], headers: { "X-Site": "a-secret-header" } },
      cameras: { gate: "1" },
      rules: { minScore: 0.6, onLists: ["Residents"] },
    },
    { name: "Archive", forwarder: "webhook", enabled: false, settings: { url: "http://127.0.0.1:9/archive" } },
  ],
  lists: [
    { name: "Residents", color: "green", notify: true, entries: [{ plate: "AB 123", name: "Family Moreau", note: "flat 4" }] },
    { name: "Staff", sync: { tag: "staff", token: secrets[2] } },
  ],
  searches: [{ name: "Vans at night", query: "types=van&time=today" }],
  inboxes: [
    {
      name: "Cloud",
      enabled: false,
      queueUrl: "https://sqs.eu-central-1.amazonaws.com/1/plates",
      region: "eu-central-1",
      credentials: { kind: "keys", accessKeyId: "AKIAEXAMPLE", secretAccessKey: secrets[3] },
    },
  ],
  retention: { days: 30 },
  appearance: { theme: "dark" },
  notifications: { attention: false, quietHours: { from: "22:00", to: "06:00" } },
} as const;

async function filled(): Promise<CoreUnderTest> {
  const under = await start();
  await under.core.importSettings(SettingsFile.parse(structuredClone(everything)));
  return under;
}

const toImport = (text: string, changes: Partial<SettingsToImport> = {}) => ({
  name: "courier.json",
  text,
  passphrase: "",
  replace: false,
  ...changes,
});

/** Settings without what is made anew at each import: ids and ciphertexts. */
function comparable({ receiver, destinations, lists, inboxes, searches, ...rest }: Settings) {
  const withoutId = <T extends object>(all: readonly T[]) =>
    all.map((one) => ({ ...one, id: "", secrets: {}, sync: null, credentials: null }));
  const idOf = new Map(lists.map(({ id, name }) => [id, name]));
  const names = (ids: readonly string[]) => ids.map((id) => idOf.get(id) ?? id);
  return {
    ...rest,
    receiver: { ...receiver, tls: null, sources: withoutId(receiver.sources) },
    destinations: withoutId(
      destinations.map(({ rules, ...one }) => ({ ...one, rules: { ...rules, onLists: names(rules.onLists) } })),
    ),
    lists: withoutId(lists),
    inboxes: withoutId(inboxes),
    searches: withoutId(searches),
  };
}

describe("the settings as a file", () => {
  it("holds no secret and no hash of one without a passphrase", async () => {
    const under = await filled();
    const { text, fileName, unreadable } = await under.core.console.exportSettings({ passphrase: null, plates: true });
    expect(fileName).toMatch(/^plate-courier-settings-\d{4}-\d\d-\d\d\.json$/);
    expect(unreadable).toEqual([]);
    for (const secret of [...secrets, "a-secret-header", "sha256:", "k1:"]) expect(text).not.toContain(secret);
    expect(JSON.parse(text)).toMatchObject({ version: 1, program: `Plate Courier 0.0.0-test` });
  });

  it("is what serve --settings takes, and changes nothing where it came from", async () => {
    const under = await filled();
    const before = under.settings.get();
    const { text } = await under.core.console.exportSettings({ passphrase: null, plates: true });
    const path = join(under.dataDir, "exported.json");
    writeFileSync(path, text);
    expect(await under.core.importSettings(await readSettingsFile(path))).toMatchObject({ unchanged: true });
    expect(await under.core.console.previewSettings(toImport(text, { replace: true }))).toMatchObject({ changes: [] });
    expect(under.settings.get()).toEqual(before);
  });

  it("names every setting there is, so that none is forgotten", () => {
    const file = SettingsFile.shape;
    const known = new Set(Object.keys(file));
    // Ids and what the desktop has explained belong to this installation.
    for (const key of Object.keys(Settings.shape)) if (key !== "closeExplained") expect(known).toContain(key);
    for (const noun of ["receiver", "retention", "appearance", "notifications", "updates", "log"] as const) {
      const kept = Settings.shape[noun].unwrap();
      expect(Object.keys(file[noun].unwrap().shape).sort(), noun).toEqual(Object.keys(kept.shape).sort());
    }
  });

  it("brings everything to another installation when it is sealed: secrets, tokens and plates", async () => {
    const under = await filled();
    const { text, fileName } = await under.core.console.exportSettings({ passphrase: "correct horse", plates: true });
    expect(fileName).toMatch(/-sealed\.json$/);
    for (const secret of [...secrets, "Front desk", "AB 123"]) expect(text).not.toContain(secret);
    const other = await start();
    other.settings.set({ ...other.settings.get(), receiver: { ...other.settings.get().receiver, tls: null } });
    const preview = await other.core.console.importSettingsFile(toImport(text, { passphrase: "correct horse" }));
    expect(preview).toMatchObject({ sealed: true, program: "Plate Courier 0.0.0-test" });
    expect(comparable(other.settings.get())).toEqual(comparable(under.settings.get()));
    const [residents] = other.settings.get().lists;
    expect(other.core.console.listEntries({ listId: residents?.id ?? "", limit: 9 })).toMatchObject([
      { plate: "AB 123", note: "flat 4" },
    ]);
    // What is sealed there again, opened, holds every secret in plain text.
    const again = await other.core.console.exportSettings({ passphrase: "another one", plates: false });
    const opened = JSON.stringify(await openSettingsFile(again.text, "again", "another one"));
    for (const secret of secrets.slice(1)) expect(opened).toContain(secret);
    expect(opened).toContain(under.settings.get().receiver.sources[0]?.tokenHash);
    expect(opened).not.toContain("AB 123");
  });

  it("can be opened with the passphrase however its letters are composed, and by nobody else; and nothing changes", async () => {
    const under = await filled();
    const { console: backend } = under.core;
    const { text } = await backend.exportSettings({ passphrase: "Sch\u00fcssel-1", plates: false });
    expect((await backend.previewSettings(toImport(text, { passphrase: "Schu\u0308ssel-1" }))).changes).toEqual([]);
    const before = under.settings.get();
    await expect(backend.importSettingsFile(toImport(text, { passphrase: "wrong" }))).rejects.toThrow(
      "The passphrase does not open courier.json, or the file is damaged. Nothing was changed.",
    );
    await expect(backend.importSettingsFile(toImport(text))).rejects.toMatchObject({ field: "passphrase" });
    const altered = text.replace(/"N": \d+/, '"N": 65536');
    await expect(backend.importSettingsFile(toImport(altered, { passphrase: "Sch\u00fcssel-1" }))).rejects.toThrow(
      /does not open/,
    );
    const greedy = text.replace(/"N": \d+/, '"N": 1048576').replace(/"r": \d+/, '"r": 32');
    await expect(backend.importSettingsFile(toImport(greedy, { passphrase: "x" }))).rejects.toThrow(/is damaged/);
    expect(() => parseSettingsFile(text, "courier.json")).toThrow(/PLATE_COURIER_SETTINGS_PASSPHRASE/);
    expect(under.settings.get()).toBe(before);
  });

  it("is refused when a later version wrote it, with both versions named, sealed or not", async () => {
    const under = await start();
    const newer = JSON.stringify({ version: 7, program: "Plate Courier 9.1.0", wonders: true });
    await expect(under.core.console.previewSettings(toImport(newer))).rejects.toThrow(
      `courier.json has version 7, written by Plate Courier 9.1.0, and Plate Courier ${version} understands version 1 at most.`,
    );
    const sealed = JSON.stringify({ plateCourier: "sealed settings", version: 3 });
    await expect(under.core.console.previewSettings(toImport(sealed, { passphrase: "x" }))).rejects.toThrow(
      "courier.json is sealed in version 3, and this Plate Courier opens version 1.",
    );
  });

  it.each([
    [
      '{"destinations": [{"name": "A", "forwarder": "webhok"}]}',
      /destinations\[0\]\.forwarder cannot be "webhok"\. Did you mean "webhook"\?/,
    ],
    ['{"receiver": {"port": "8001"}}', /receiver\.port cannot be "8001"\. Give a number/],
    [
      '{"receiver": {"sources": [{"name": "A", "tokenHash": "s3cret"}]}}',
      /receiver\.sources\[0\]\.tokenHash holds something that cannot be used and is not shown here\. Give the hash/,
    ],
    ['{"retension": {}}', /retension is not known\. Did you mean retention\?/],
    ['{"lists": [\n  {]}', /not valid JSON \(line 2, column 4\)/],
    ['{"destinations": [{"name": "A", "forwarder": "webhook", "settings": {}}]}', /destinations\[0\]\.settings\.url is missing/],
  ])("names what is wrong in it and the remedy: %s", async (text, problem) => {
    const under = await start();
    const before = under.settings.get();
    await expect(under.core.console.importSettingsFile(toImport(text))).rejects.toThrow(problem);
    expect(under.settings.get()).toBe(before);
  });
});

describe("the preview of an import", () => {
  it("tells noun by noun what is added and changed, field by field, and never a secret", async () => {
    const under = await filled();
    const file = {
      receiver: { sources: [{ name: "Gate", token: "another-token-0987654321" }, { name: "Dock" }] },
      destinations: [
        {
          name: "front desk",
          settings: { url: "http://127.0.0.1:9/other", authorization: "Token changed" },
          rules: { minScore: 0.7 },
        },
      ],
      lists: [{ name: "Residents", entries: [{ plate: "AB 123", name: "Moreau" }, { plate: "CD 456" }] }],
      retention: { days: 31 },
    };
    const { changes } = await under.core.console.previewSettings(toImport(JSON.stringify(file)));
    expect(changes).toEqual([
      {
        noun: "source",
        name: "Gate",
        kind: "changed",
        plates: null,
        fields: [{ path: "tokenHash", from: null, to: null, secret: true }],
      },
      { noun: "source", name: "Dock", kind: "added", fields: [], plates: null },
      expect.objectContaining({ noun: "destination", name: "front desk", kind: "changed" }),
      expect.objectContaining({ noun: "list", name: "Residents", kind: "changed", plates: { added: 1, updated: 1, removed: 0 } }),
      {
        noun: "retention",
        name: null,
        kind: "changed",
        plates: null,
        fields: [{ path: "days", from: "30", to: "31", secret: false }],
      },
    ]);
    const fields = changes[2]?.fields ?? [];
    expect(fields).toContainEqual({
      path: "settings.url",
      from: '"http://127.0.0.1:9/plates"',
      to: '"http://127.0.0.1:9/other"',
      secret: false,
    });
    expect(fields).toContainEqual({ path: "settings.authorization", from: null, to: null, secret: true });
    expect(JSON.stringify(changes)).not.toMatch(/changed-token|another-token|Token changed|k1:|sha256:/);
  });

  it("tells what goes when the file takes the place of everything, and what waited there is cancelled", async () => {
    const under = await filled();
    const { console: backend } = under.core;
    await backend.saveReceiver({ ...under.settings.get().receiver, tls: null });
    const answer = await fetch(under.receiverUrl(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        hook: { event: "recognition" },
        data: { camera_id: "gate", results: [{ plate: "AB 123", score: 0.9 }] },
      }),
    });
    expect(answer.status).toBe(200);
    const [desk] = under.settings.get().destinations;
    const waits = () =>
      backend.deliveries({ destinationId: desk?.id ?? "", statuses: ["pending"], limit: 9 }).find(({ attempts }) => attempts > 0);
    expect(await eventually(waits)).toBeDefined();
    const order = toImport(JSON.stringify({ destinations: [{ name: "Archive" }], lists: [{ name: "Staff" }] }), {
      replace: true,
    });
    const preview = await backend.previewSettings(order);
    expect(preview.changes.map(({ noun, name, kind }) => [noun, name, kind])).toEqual([
      ["destination", "Front desk", "removed"],
      ["list", "Residents", "removed"],
    ]);
    expect(under.settings.get().destinations).toHaveLength(2);
    await backend.importSettingsFile(order);
    expect(under.settings.get().destinations.map(({ name }) => name)).toEqual(["Archive"]);
    expect(under.settings.get().receiver.sources).toHaveLength(2);
    const cancelled = await eventually(() =>
      backend.deliveries({ destinationId: desk?.id ?? "", statuses: ["cancelled"], limit: 9 }).at(0),
    );
    expect(cancelled?.message).toBe("The destination Front desk was removed by an import of settings.");
  });

  it("refuses to take away a list that rules name", async () => {
    const under = await filled();
    const order = toImport(JSON.stringify({ lists: [{ name: "Staff" }] }), { replace: true });
    await expect(under.core.console.importSettingsFile(order)).rejects.toThrow(/Residents/);
    expect(under.settings.get().lists).toHaveLength(2);
  });
});
