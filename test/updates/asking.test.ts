import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AskingInstallerDependencies } from "../../src/main/updates/asking-installer.ts";
import { sha512 } from "../../src/main/updates/statement.ts";
import { createUpdaterUnderTest, createUpdateServer, type SigningKey, signingKey } from "./update-server.ts";

const until = (what: () => void) => vi.waitFor(what, { timeout: 10_000, interval: 10 });

describe("an update taken at a window of a receiver in the background", () => {
  let key: SigningKey;
  let server: Awaited<ReturnType<typeof createUpdateServer>>;
  let under: ReturnType<typeof createUpdaterUnderTest> | null = null;
  beforeEach(async () => {
    key = signingKey();
    server = await createUpdateServer(key);
  });
  afterEach(async () => {
    await under?.subject.stop();
    under?.remove();
    await server.close();
  });

  /** Windows as it answers; `asked` is what it was asked, with the bytes that lay there then. */
  function attached(answer: () => ReturnType<AskingInstallerDependencies["ask"]>) {
    const asked: { hash: string; signed: string; bytes: number }[] = [];
    under = createUpdaterUnderTest({
      ...{ url: server.url, keys: key.keys },
      asking(path, file) {
        asked.push({ hash: sha512(readFileSync(path)), signed: file.sha512, bytes: file.bytes });
        return answer();
      },
    });
    return { ...under, asked };
  }

  it("is downloaded and checked as this user, then Windows is asked, and only then this window ends; nothing else is started", async () => {
    const { installer } = await server.publish("1.1.0");
    let agree = () => {};
    const one = attached(() => new Promise((resolve) => (agree = () => resolve("agreed"))));
    await one.subject.check();
    expect(one.asked).toEqual([]);
    one.subject.take();
    await until(() => expect(one.asked).toHaveLength(1));
    expect(one.asked).toEqual([{ hash: sha512(installer), signed: sha512(installer), bytes: installer.length }]);
    // The question stands on the screen: the window is there, and says what it does.
    expect(one.subject.view().step).toBe("installing");
    expect(one.events).toEqual(["core stopped"]);
    agree();
    await until(() => expect(one.events).toEqual(["core stopped", "quit"]));
    expect(one.events.some((event) => event.startsWith("install"))).toBe(false);
  });

  it("that nobody agreed to is told, changes nothing, and can be taken again", async () => {
    await server.publish("1.1.0");
    let answer: "declined" | "agreed" = "declined";
    const one = attached(async () => answer);
    await one.subject.check();
    one.subject.take();
    await until(() => expect(one.subject.view().problem?.kind).toBe("declined"));
    expect(one.subject.view()).toMatchObject({ step: "idle", offer: { version: "1.1.0" } });
    expect(one.events).not.toContain("quit");
    answer = "agreed";
    one.subject.take();
    await until(() => expect(one.events).toContain("quit"));
    expect(one.subject.view().problem).toBeNull();
  });

  it("asks Windows nothing where the signature, or the file, is not the makers'", async () => {
    await server.publish("1.1.0", { key: signingKey() });
    const one = attached(async () => "agreed");
    await one.subject.check();
    expect(one.subject.view()).toMatchObject({ offer: null, problem: { kind: "badSignature" } });
    one.subject.take();
    expect([one.asked, one.events]).toEqual([[], []]);

    const { name } = await server.publish("1.2.0");
    await one.subject.check();
    expect(one.subject.view().offer?.version).toBe("1.2.0");
    server.put(name, Buffer.alloc(200_000, 1));
    one.subject.take();
    await until(() => expect(one.subject.view().problem).not.toBeNull());
    expect(["damaged", "download"]).toContain(one.subject.view().problem?.kind);
    expect([one.asked, one.events]).toEqual([[], []]);
  });

  it("asks Windows nothing where the file was exchanged after it was downloaded", async () => {
    await server.publish("1.1.0");
    const one = attached(async () => "agreed");
    one.calm.now = false;
    await one.subject.check();
    one.subject.take();
    await until(() => expect(one.subject.view().step).toBe("waiting"));
    const [pending = ""] = server.asked.filter((asked) => asked.endsWith(".exe"));
    const path = `${one.dir}/plate-courier-updater/pending/${pending}`;
    expect(existsSync(path)).toBe(true);
    writeFileSync(path, Buffer.alloc(200_000, 7));
    one.calm.now = true;
    await until(() => expect(one.subject.view().problem?.kind).toBe("damaged"));
    expect(one.asked).toEqual([]);
    expect(one.events).not.toContain("quit");
  });
});
