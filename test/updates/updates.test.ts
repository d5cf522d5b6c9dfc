import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inSpanish } from "../shared/phrases/told.ts";
import { createUpdaterUnderTest, createUpdateServer, type SigningKey, signingKey } from "./update-server.ts";

type UnderTest = ReturnType<typeof createUpdaterUnderTest>;
const until = (what: () => void) => vi.waitFor(what, { timeout: 10_000, interval: 10 });

describe("updates", () => {
  let key: SigningKey;
  let server: Awaited<ReturnType<typeof createUpdateServer>>;
  const made: UnderTest[] = [];
  beforeEach(async () => {
    key = signingKey();
    server = await createUpdateServer(key);
  });
  afterEach(async () => {
    for (const { subject, remove } of made.splice(0)) {
      await subject.stop();
      remove();
    }
    await server.close();
  });

  function running(options: Partial<Parameters<typeof createUpdaterUnderTest>[0]> = {}): UnderTest {
    const one = createUpdaterUnderTest({ url: server.url, keys: key.keys, ...options });
    made.push(one);
    return one;
  }
  /** Nothing was downloaded to stay, nothing stopped, nothing started. */
  function expectNothingChanged({ dir, events }: UnderTest): void {
    expect(events).toEqual([]);
    const left = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".exe"));
    expect(left).toEqual([]);
  }

  it("offers a newer version with its notes, tells of it once, and downloads nothing before somebody takes it", async () => {
    writeFileSync(join(server.dir, "notes.txt"), "Listens again after sleep.\n<script>alert(1)</script>\n");
    await server.publish("1.1.0", { arguments: ["--notes", join(server.dir, "notes.txt")] });
    const one = running();
    await one.subject.check();
    await one.subject.check();
    expect(one.subject.view()).toMatchObject({
      ...{ mode: "notify", unsupported: null, version: "1.0.0", step: "idle", staged: false, problem: null },
      offer: { version: "1.1.0", bytes: 200_000, notes: "Listens again after sleep.\n<script>alert(1)</script>" },
    });
    expect(one.offers.map(({ version }) => version)).toEqual(["1.1.0"]);
    expect(server.asked.filter((name) => name.endsWith(".exe"))).toEqual([]);
    expectNothingChanged(one);
  });

  it("takes an offer: downloads it, waits for a calm moment, stops the core, then starts the installer", async () => {
    const { name, installer } = await server.publish("1.1.0");
    const one = running();
    one.calm.now = false;
    await one.subject.check();
    one.subject.take();
    await until(() => expect(one.subject.view().step).toBe("waiting"));
    await until(() => expect(one.calm.asked).toBeGreaterThan(2));
    expect(one.events).toEqual([]);
    one.calm.now = true;
    await until(() => expect(one.events).toHaveLength(2));
    expect(one.events).toEqual(["core stopped", `install ${join(one.dir, "plate-courier-updater", "pending", name)}`]);
    expect(readFileSync(one.events[1]?.slice("install ".length) ?? "").equals(installer)).toBe(true);
    expect(one.subject.view().problem).toBeNull();
  });

  it("installs by itself when it may", async () => {
    await server.publish("1.1.0");
    const one = running({ mode: "automatic" });
    await one.subject.check();
    expect(one.events[0]).toBe("core stopped");
    expect(one.events[1]).toContain("Plate-Courier-Setup-1.1.0-x64.exe");
    expect(one.offers).toEqual([]);
  });

  it("says that it is up to date when the newest is what runs", async () => {
    await server.publish("1.0.0");
    const one = running({ mode: "automatic" });
    await one.subject.check();
    expect(one.subject.view()).toMatchObject({ offer: null, problem: null, staged: false, checkedAt: expect.any(Number) });
    expectNothingChanged(one);
  });

  it("asks nothing by itself when it is switched off, but answers who asks", async () => {
    await server.publish("1.1.0");
    const one = running({ mode: "off" });
    one.subject.start();
    expect(server.asked).toEqual([]);
    await one.subject.check();
    expect(one.subject.view().offer?.version).toBe("1.1.0");
    expect(one.offers).toEqual([]);
  });

  it("gives up waiting for a calm moment when it is switched off", async () => {
    await server.publish("1.1.0");
    const one = running({ mode: "automatic" });
    one.subject.start();
    one.calm.now = false;
    void one.subject.check();
    await until(() => expect(one.subject.view().step).toBe("waiting"));
    one.settings.set({ ...one.settings.get(), updates: { mode: "off" } });
    await until(() => expect(one.subject.view().step).toBe("idle"));
    one.calm.now = true;
    expect(one.events).toEqual([]);
    expect(one.subject.view().problem).toBeNull();
  });

  it("waits for its turn in a staged roll-out", async () => {
    await server.publish("1.1.0", { arguments: ["--staging", "1"] });
    // The share that a machine belongs to follows from an id that electron-updater keeps.
    const machines = await Promise.all(
      [0x00000001, 0xfffffffe].map(async (place) => {
        const one = running({ mode: "automatic" });
        const id = `00000000-0000-4000-8000-0000${place.toString(16).padStart(8, "0")}`;
        writeFileSync(join(one.dir, ".updaterId"), id);
        await one.subject.check();
        return one;
      }),
    );
    expect(machines.map((one) => one.events.length)).toEqual([2, 0]);
    expect(machines[1]?.subject.view()).toMatchObject({ staged: true, offer: null, problem: null });
  });

  const refused: [string, string, (one: UnderTest) => Promise<unknown> | unknown][] = [
    ["somebody else's signature", "badSignature", () => server.publish("1.1.0", { key: signingKey() })],
    [
      "a signature that was torn",
      "badSignature",
      async () => {
        await server.publish("1.1.0");
        server.put("latest-x64.yml.sig", "<html>Login required</html>");
      },
    ],
    [
      "a manifest without a signature",
      "unsigned",
      async () => {
        await server.publish("1.1.0");
        server.put("latest-x64.yml.sig.gone", server.file("latest-x64.yml.sig"));
        (await import("node:fs")).rmSync(join(server.dir, "latest-x64.yml.sig"));
      },
    ],
    [
      "a manifest that was changed after it was signed",
      "damaged",
      async () => {
        await server.publish("1.1.0");
        const text = server.file("latest-x64.yml").toString("utf8");
        server.put("latest-x64.yml", text.replace("Plate-Courier-Setup-1.1.0-x64.exe", "Another-1.1.0-x64.exe"));
      },
    ],
    [
      "what was signed for another kind of machine",
      "otherMachine",
      async () => {
        await server.publish("1.1.0", { arch: "arm64" });
        for (const end of ["yml", "yml.sig"]) server.put(`latest-x64.${end}`, server.file(`latest-arm64.${end}`));
      },
    ],
    ["a version that is older than what runs", "older", () => server.publish("0.9.0")],
    ["a server that has nothing", "noManifest", () => {}],
    ["a server that fails", "unreachable", () => server.failWith(503)],
  ];
  it.each(refused)("does not take %s, says so, and changes nothing", async (_, kind, arrange) => {
    const one = running({ mode: "automatic" });
    await arrange(one);
    await one.subject.check();
    expect(one.subject.view()).toMatchObject({ step: "idle", offer: null, checkedAt: null, problem: { kind } });
    if (kind === "damaged") inSpanish(one.subject.view().problem?.detail);
    expectNothingChanged(one);
  });

  it("does not take an older manifest that is served again, although it is newer than what runs", async () => {
    const one = running();
    await server.publish("1.1.0");
    const replayed = { yml: server.file("latest-x64.yml"), sig: server.file("latest-x64.yml.sig") };
    await server.publish("1.2.0");
    await one.subject.check();
    server.put("latest-x64.yml", replayed.yml);
    server.put("latest-x64.yml.sig", replayed.sig);
    await one.subject.check();
    expect(one.subject.view().problem).toMatchObject({ kind: "replayed", detail: "version 1.1.0 after 1.2.0" });
    expect(inSpanish(one.subject.view().problem?.detail)).toBe("la versión 1.1.0 después de 1.2.0");
    expect(one.subject.view().offer?.version).toBe("1.2.0");
    expect(one.seen()?.version).toBe("1.2.0");
  });

  it("says when nobody answers", async () => {
    const one = running({ url: "http://127.0.0.1:1" });
    await one.subject.check();
    expect(one.subject.view()).toMatchObject({ offer: null, problem: { kind: "unreachable" } });
    expectNothingChanged(one);
  });

  it("drops a download that breaks off, and takes the whole file the next time", async () => {
    const { name } = await server.publish("1.1.0");
    const one = running({ mode: "automatic" });
    server.cutAfter(120_000);
    await one.subject.check();
    expect(one.subject.view()).toMatchObject({ step: "idle", problem: { kind: "download" }, offer: { version: "1.1.0" } });
    expectNothingChanged(one);
    server.cutAfter(null);
    await one.subject.check();
    expect(one.events).toEqual(["core stopped", expect.stringContaining(name)]);
    expect(one.subject.view().problem).toBeNull();
  });

  it("does not take an installer of the right size that is not the signed one", async () => {
    const { name, installer } = await server.publish("1.1.0");
    const other = Buffer.from(installer);
    other[100_000] = (other[100_000] ?? 0) ^ 1;
    server.put(name, other);
    const one = running({ mode: "automatic" });
    await one.subject.check();
    expect(one.subject.view().problem?.kind).toBe("download");
    expectNothingChanged(one);
  });

  it("starts nothing that was exchanged on the disk while it waited", async () => {
    await server.publish("1.1.0");
    const one = running({ mode: "automatic" });
    one.calm.now = false;
    void one.subject.check();
    await until(() => expect(one.subject.view().step).toBe("waiting"));
    writeFileSync(join(one.dir, "plate-courier-updater", "pending", "Plate-Courier-Setup-1.1.0-x64.exe"), Buffer.alloc(200_000));
    one.calm.now = true;
    await until(() => expect(one.events).toEqual(["core stopped", "restarted"]));
    expect(one.subject.view().problem?.kind).toBe("damaged");
  });
});
