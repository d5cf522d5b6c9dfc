import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConsoleBackend } from "../../src/main/console/backend.ts";
import type { ServedFile } from "../../src/main/console/served-file.ts";
import { createAppAnswer, imageRequest } from "../../src/main/desktop/app-protocol.ts";
import { externalLink } from "../../src/main/desktop/external-links.ts";
import { readOptions } from "../../src/main/desktop/options.ts";
import { createOwnConsole } from "../../src/main/desktop/own-console.ts";
import { createDesktopSecretBox, type SystemKey } from "../../src/main/desktop/secret-box.ts";
import { fitBounds, keepBounds, readBounds } from "../../src/main/desktop/window-bounds.ts";
import { silentLog } from "../../src/main/log.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "plate-courier-desktop-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe("the command line of the desktop", () => {
  it("takes a value behind '=' or as the next word, and leaves Chromium's options alone", () => {
    const read = readOptions(["--no-sandbox", "--port=0", "--data-dir", dir, "--ready-file=ready.json"], {});
    expect(read).toMatchObject({ port: 0, dataDir: dir, host: null });
    expect(read.readyFile).toMatch(/ready\.json$/);
  });

  it("prefers the command line to the environment for the data folder", () => {
    expect(readOptions([], { PLATE_COURIER_DATA: dir }).dataDir).toBe(dir);
    expect(readOptions([`--data-dir=${join(dir, "a")}`], { PLATE_COURIER_DATA: dir }).dataDir).toBe(join(dir, "a"));
    expect(readOptions([], {}).dataDir).toBeNull();
  });

  it.each([["--port=80800"], ["--port=http"], ["--port"], ["--port=-1"]])("refuses %s and says what is right", (...argv) => {
    expect(() => readOptions(argv, {})).toThrow(/--port/);
  });
});

describe("a link out of the console", () => {
  const vendors = ["https://www.nxvms.com/docs", null];
  it("is opened for a vendor's own https pages", () => {
    expect(externalLink("https://www.nxvms.com/api?x=1", vendors)).toBe("https://www.nxvms.com/api?x=1");
    expect(externalLink("https://guides.platerecognizer.com/docs/stream", vendors)).not.toBeNull();
  });

  it.each([
    "http://www.nxvms.com/",
    "https://www.nxvms.com.evil.example/",
    "https://www.nxvms.com@evil.example/",
    "https://user:pw@www.nxvms.com/",
    "https://www.nxvms.com:8443/",
    "file:///C:/Windows/System32/calc.exe",
    "ms-settings:privacy",
    "javascript:alert(1)",
    "app://console/",
    "not a link",
  ])("is not opened for %s", (address) => {
    expect(externalLink(address, vendors)).toBeNull();
  });
});

describe("the window's place", () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const last = { x: 100, y: 80, width: 1000, height: 700, maximized: false };

  it("is kept over a restart", () => {
    const file = join(dir, "window.json");
    keepBounds(file, last);
    expect(fitBounds(readBounds(file), [screen])).toEqual(last);
  });

  it("is forgotten when its screen is gone, so that the window cannot be lost", () => {
    expect(fitBounds({ ...last, x: 2500 }, [screen])).toEqual({ width: 1280, height: 800 });
    expect(fitBounds({ ...last, y: -400 }, [screen])).toEqual({ width: 1280, height: 800 });
    expect(fitBounds({ ...last, x: 2500 }, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2500 });
  });

  it("never exceeds a small screen and never gets too small to use", () => {
    expect(fitBounds(null, [{ ...screen, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
    expect(fitBounds({ ...last, width: 10, height: 10, x: 0 }, [screen])).toEqual({ width: 1280, height: 800 });
    expect(fitBounds({ ...last, width: 300, height: 200 }, [screen])).toMatchObject({ width: 800, height: 560 });
  });

  it.each(["", "{", "[]", '{"x":1}', '{"x":1e99,"y":0,"width":-5,"height":1}'])("ignores a damaged file (%s)", (text) => {
    const file = join(dir, "window.json");
    writeFileSync(file, text);
    expect(readBounds(file)).toBeNull();
  });
});

describe("secrets in the desktop", () => {
  const keyFileBox = () => createKeyFileSecretBox({ dir });
  /** Stands for the system's key: reverses the text, so that what is on disk is never the plain one. */
  const system = (available: boolean): SystemKey => ({
    isEncryptionAvailable: () => available,
    encryptString: (plain) => Buffer.from([...plain].reverse().join("")),
    decryptString: (cipher) => [...cipher.toString()].reverse().join(""),
  });

  it("are encrypted by the system where it has a key, through the asynchronous functions where there are any", async () => {
    const modern: SystemKey = {
      ...system(false),
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (plain) => Buffer.from(`async:${plain.length}`),
      decryptStringAsync: async () => ({ result: "from the system", shouldReEncrypt: false }),
    };
    const box = await createDesktopSecretBox({ system: modern, platform: "win32", keyFileBox, log: silentLog });
    const cipher = await box.encrypt("password");
    expect(cipher).toBe(`s1:${Buffer.from("async:8").toString("base64")}`);
    expect(await box.decrypt(cipher)).toBe("from the system");
  });

  it("go through the synchronous functions on an older Electron", async () => {
    const box = await createDesktopSecretBox({ system: system(true), platform: "win32", keyFileBox, log: silentLog });
    const cipher = await box.encrypt("password");
    expect(cipher).toMatch(/^s1:/);
    expect(await box.decrypt(cipher)).toBe("password");
  });

  it.each([
    ["has no key", { ...system(false) }],
    ["would use the password that everybody knows", { ...system(true), getSelectedStorageBackend: () => "basic_text" as const }],
  ])("are encrypted with the key file where the system %s, and that is logged", async (_why, key) => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => warnings.push(message) };
    const box = await createDesktopSecretBox({ system: key, platform: "linux", keyFileBox, log });
    const cipher = await box.encrypt("password");
    expect(cipher).toMatch(/^k1:/);
    expect(cipher).not.toContain(Buffer.from("password").toString("base64"));
    expect(await box.decrypt(cipher)).toBe("password");
    expect(warnings).toEqual([expect.stringContaining("key file")]);
    expect(readFileSync(join(dir, "secret.key"), "utf8")).not.toBe("");
  });

  it("are still read from the key file after the system got a key", async () => {
    const before = await createDesktopSecretBox({ system: system(false), platform: "linux", keyFileBox, log: silentLog });
    const after = await createDesktopSecretBox({ system: system(true), platform: "linux", keyFileBox, log: silentLog });
    expect(await after.decrypt(await before.encrypt("password"))).toBe("password");
  });

  it("that another user encrypted are refused in words, without the secret", async () => {
    const foreign: SystemKey = {
      ...system(true),
      decryptString: () => {
        throw new Error("Error while decrypting the ciphertext provided to safeStorage.decryptString.");
      },
    };
    const box = await createDesktopSecretBox({ system: foreign, platform: "win32", keyFileBox, log: silentLog });
    await expect(box.decrypt(await box.encrypt("password"))).rejects.toThrow(/another user.*Enter it again/);
  });
});

describe("app://", () => {
  const image = { bytes: Buffer.from([0xff, 0xd8, 0xff]), contentType: "image/jpeg" };
  const core = {
    // Only the one procedure that is asked is there: anything else would fail, which is what these tests want to see.
    console: { cameras: () => [{ camera: "gate", reads: 1, lastSeenAt: 5 }] } as unknown as ConsoleBackend,
    image: async ({ id }: { id: number }) => (id === 7 ? image : null),
    file: async (path: string) => (path === "body/7" ? counted() : null),
  };
  const pieces = { read: 0, ended: 0 };
  /** Ten thousand pieces, and how many of them were read. */
  function counted(): ServedFile {
    async function* chunks() {
      try {
        for (; pieces.read < 10_000; pieces.read += 1) yield Buffer.alloc(1000);
      } finally {
        pieces.ended += 1;
      }
    }
    return { name: "wébhook 7.json", contentType: "application/json", size: null, chunks: chunks() };
  }
  const view = { startAtLogin: true, startAtBoot: null, attached: false, notifications: true };
  const workstation = { view: async () => view, setStartAtLogin: async () => view, setStartAtBoot: async () => view };
  let answer: (request: Request) => Promise<Response>;
  beforeEach(() => {
    writeFileSync(join(dir, "index.html"), "<title>page</title>");
    answer = createAppAnswer({ console: createOwnConsole(core, workstation), assetsDir: dir });
  });
  const ask = (path: string, init?: RequestInit) => answer(new Request(`app://console${path}`, init));

  it("serves the page under every address of the console, with the security headers", async () => {
    for (const path of ["/", "/destinations/d-1"]) {
      const response = await ask(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("<title>page</title>");
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });

  it("serves images by number only, in a sandbox", async () => {
    const response = await ask("/images/7/thumb");
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect((await ask("/images/8")).status).toBe(404);
    expect((await ask("/images/..%2f7")).status).toBe(404);
  });

  it("answers the router's queries, without caching and with the security headers", async () => {
    const response = await ask("/trpc/cameras");
    expect(await response.json()).toMatchObject({ result: { data: [{ camera: "gate" }] } });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("serves a file as a download under its own name, read only as fast as it is taken, and no further when that ends", async () => {
    const response = await ask("/files/body/7");
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"w_bhook_7.json\"; filename*=UTF-8''w%C3%A9bhook%207.json",
    );
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    const reader = response.body?.getReader();
    for (let taken = 0; taken < 3; taken += 1) await reader?.read();
    expect(pieces.read).toBeLessThan(5);
    await reader?.cancel();
    expect(pieces.ended).toBe(1);
    expect((await ask("/files/body/8")).status).toBe(404);
    expect((await ask("/files/body/7", { method: "POST" })).status).toBe(405);
  });

  it("tells of this computer's own settings", async () => {
    expect(await (await ask("/trpc/workstation.view")).json()).toMatchObject({ result: { data: view } });
  });

  it("gives nothing outside its folder", async () => {
    for (const path of ["/..%2f..%2fetc/passwd", "/%2e%2e/package.json", "/..%5c..%5csecret.key", "/index.html%00.png"]) {
      expect((await ask(path)).status, path).toBeGreaterThanOrEqual(400);
    }
  });

  it("refuses another host, another origin, and methods it does not need", async () => {
    expect((await answer(new Request("app://elsewhere/"))).status).toBe(403);
    expect((await ask("/trpc/cameras", { headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await ask("/trpc/cameras", { headers: { origin: "app://console" } })).status).toBe(200);
    expect((await ask("/", { method: "POST" })).status).toBe(405);
    expect((await ask("/trpc/cameras", { method: "DELETE" })).status).toBe(405);
  });

  it("understands exactly the three kinds of image addresses", () => {
    expect(imageRequest("/images/3")).toEqual({ kind: "image", id: 3 });
    expect(imageRequest("/images/3/thumb")).toEqual({ kind: "thumb", id: 3 });
    expect(imageRequest("/images/plate/3")).toEqual({ kind: "plate", id: 3 });
    for (const path of ["/images/", "/images/x", "/images/3/", "/images/plate/", "/images/-3", "/images/3/thumb/4"]) {
      expect(imageRequest(path), path).toBeNull();
    }
  });
});
