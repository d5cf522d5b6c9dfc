import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ApplyDependencies, applySettingsFile } from "../../src/main/settings/apply-settings-file.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { parseSettingsFile } from "../../src/main/settings/settings-file.ts";
import { Settings } from "../../src/shared/settings.ts";
import { temporaryDir } from "./temporary-dir.ts";

const hookSettings = z.strictObject({
  url: z.url(),
  payload: z.enum(["as-received", "json"]).default("as-received"),
  authorization: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  list: z.string().optional(),
});

let salt = 0;
const hashed = (token: string, with_: string) =>
  createHash("sha256")
    .update(with_ + token)
    .digest("hex");

function dependencies(dir: string, current: Settings = Settings.parse({})): ApplyDependencies {
  return {
    current,
    secrets: createKeyFileSecretBox({ dir }),
    forwarders: {
      types: ["webhook", "other"],
      of: (type) =>
        type === "webhook" || type === "other"
          ? { settings: hookSettings, secretKeys: ["authorization", "headers"], plateListKeys: ["list"] }
          : null,
    },
    tokens: {
      hash: (token) => `sha256:${++salt}:${hashed(token, String(salt))}`,
      verify: (token, hash) => hash.split(":")[2] === hashed(token, hash.split(":")[1] ?? ""),
    },
  };
}

const parse = (value: unknown) => parseSettingsFile(JSON.stringify(value), "import.json");
const example = {
  receiver: { sources: [{ name: "gate", token: "gate-token-1" }], requireToken: true },
  destinations: [
    {
      name: "hook",
      forwarder: "webhook",
      enabled: true,
      settings: { url: "http://127.0.0.1:9/", authorization: "Token abc", headers: { "X-Key": "k" } },
      cameras: { "camera-1": "their-id" },
      rules: { minScore: 0.5 },
    },
  ],
};

describe("importing a settings file", () => {
  it("adds what is new, with tokens hashed and secrets encrypted", async () => {
    const deps = dependencies(temporaryDir());
    const { settings, added, unchanged } = await applySettingsFile(parse(example), deps);
    expect(added).toEqual(["gate", "hook"]);
    expect(unchanged).toBe(false);
    expect(JSON.stringify(settings)).not.toMatch(/gate-token-1|Token abc/);
    const [hook] = settings.destinations;
    expect(hook?.settings).toEqual({ url: "http://127.0.0.1:9/", payload: "as-received" });
    expect(JSON.parse(await deps.secrets.decrypt(hook?.secrets.authorization ?? ""))).toBe("Token abc");
    expect(JSON.parse(await deps.secrets.decrypt(hook?.secrets.headers ?? ""))).toEqual({ "X-Key": "k" });
    expect(hook?.rules.minScore).toBe(0.5);
    expect(settings.receiver.requireToken).toBe(true);
  });

  it("changes nothing when the same file is imported again, also after a restart", async () => {
    const dir = temporaryDir();
    const first = await applySettingsFile(parse(example), dependencies(dir));
    const kept = Settings.parse(JSON.parse(JSON.stringify(first.settings)));
    const second = await applySettingsFile(parse(example), dependencies(dir, kept));
    expect(second).toEqual({ settings: kept, entries: [], added: [], updated: [], unchanged: true });
  });

  it("updates by name, keeps the id, what is not mentioned, and a secret that the file leaves out", async () => {
    const dir = temporaryDir();
    const first = (await applySettingsFile(parse(example), dependencies(dir))).settings;
    const change = {
      receiver: { sources: [{ name: "Gate", token: "gate-token-2" }] },
      destinations: [
        { name: "HOOK", settings: { url: "http://127.0.0.1:10/" } },
        { name: "new", forwarder: "webhook", settings: { url: "http://a.b/" } },
      ],
    };
    const second = await applySettingsFile(parse(change), dependencies(dir, first));
    expect(second.updated).toEqual(["Gate", "HOOK"]);
    expect(second.added).toEqual(["new"]);
    const [hook] = second.settings.destinations;
    expect(hook?.id).toBe(first.destinations[0]?.id);
    expect(hook?.settings.url).toBe("http://127.0.0.1:10/");
    expect(hook?.secrets).toEqual(first.destinations[0]?.secrets);
    expect(hook?.cameras).toEqual({ "camera-1": "their-id" });
    expect(second.settings.receiver.requireToken).toBe(true);
    expect(second.settings.receiver.sources[0]?.tokenHash).not.toBe(first.receiver.sources[0]?.tokenHash);
  });

  it("takes a secret or a token away where the file says null", async () => {
    const dir = temporaryDir();
    const first = (await applySettingsFile(parse(example), dependencies(dir))).settings;
    const change = {
      receiver: { sources: [{ name: "gate", token: null }] },
      destinations: [{ name: "hook", settings: { url: "http://a.b/", authorization: null } }],
    };
    const { settings } = await applySettingsFile(parse(change), dependencies(dir, first));
    expect(settings.receiver.sources[0]?.tokenHash).toBeNull();
    expect(Object.keys(settings.destinations[0]?.secrets ?? {})).toEqual(["headers"]);
  });

  it("keeps a secret that cannot be decrypted now, so that the former key may come back", async () => {
    const first = (await applySettingsFile(parse(example), dependencies(temporaryDir()))).settings;
    const { settings } = await applySettingsFile(
      parse({ destinations: [{ name: "hook", settings: { url: "http://c.d/" } }] }),
      dependencies(temporaryDir(), first),
    );
    expect(settings.destinations[0]?.secrets).toEqual(first.destinations[0]?.secrets);
  });

  const destination = (fields: object) => ({ destinations: [{ name: "hook", forwarder: "webhook", ...fields }] });
  it.each([
    [{ reciever: {} }, "reciever is not known. Did you mean receiver?"],
    [{ receiver: { port: "80" } }, 'receiver.port cannot be "80". Give a number.'],
    [
      { receiver: { sources: [{ name: "a", token: "with a space" }] } },
      "receiver.sources[0].token holds something that cannot be used and is not shown here. Give a token without spaces",
    ],
    [{ receiver: { sources: [{ nme: "a" }] } }, "receiver.sources[0].name is missing"],
    [destination({ setings: {} }), "destinations[0].setings is not known. Did you mean settings?"],
    [destination({ settings: { url: "abc" } }), 'destinations[0].settings.url cannot be "abc". Give an address such as'],
    [destination({ settings: {} }), "destinations[0].settings.url is missing"],
    [
      destination({ settings: { url: "http://a.b/", autorization: "s3cret!" } }),
      "settings.autorization is not known. Did you mean authorization?",
    ],
    [
      destination({ settings: { url: "http://a.b/", authorization: 12345 } }),
      "destinations[0].settings.authorization holds something that cannot be used",
    ],
    [
      destination({ settings: { url: "http://a.b/", payload: "jsn" } }),
      'settings.payload cannot be "jsn". Give one of "as-received", "json"',
    ],
    [destination({ rules: { minScore: 2 } }), "destinations[0].rules.minScore cannot be 2. Give a number of at most 1"],
    [destination({ forwarder: "webhok" }), 'destinations[0].forwarder cannot be "webhok". Did you mean "webhook"?'],
    [{ destinations: [{ name: "x" }] }, "destinations[0].forwarder is missing. Give one of webhook, other"],
    [
      { destinations: [{ name: "x" }, { name: "X" }] },
      'destinations[1].name cannot be "X". Give another name: destinations[0] has it already',
    ],
  ])("refuses %j with field, value and remedy", async (file, sentence) => {
    const importing = async () => applySettingsFile(parse(file), dependencies(temporaryDir()));
    await expect(importing()).rejects.toThrow(sentence);
    await expect(importing()).rejects.not.toThrow(/s3cret|12345|with a space/);
  });

  it("tells where a file is no JSON without quoting from it", () => {
    const text = '{\n  "receiver": { "sources": [ { "token": "s3cret-token" "x" } ] } }';
    expect(() => parseSettingsFile(text, "import.json")).toThrow("import.json is not valid JSON (line 2, column");
    expect(() => parseSettingsFile(text, "import.json")).not.toThrow(/s3cret/);
    expect(() => parseSettingsFile("", "import.json")).toThrow("(it is empty)");
  });
});
