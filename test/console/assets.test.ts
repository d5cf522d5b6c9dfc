import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAssets } from "../../src/main/console/assets.ts";
import { builtConsole, runningConsole } from "./console-fixture.ts";

describe("the built console", () => {
  it("serves the page for itself and for deep links, never kept, with the strict policy", async () => {
    const assets = createAssets({ dir: builtConsole() });
    for (const path of ["/", "/index.html", "/destinations", "/destinations/0b7c-41", "/deliveries/"]) {
      const { status, headers, body } = await assets.answer(path);
      expect(status, path).toBe(200);
      expect(body.toString(), path).toContain("<title>");
      expect(headers).toMatchObject({ "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" });
      expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
    }
  });

  it("lets the browser keep files whose name holds their hash, and knows their type", async () => {
    const { headers } = await createAssets({ dir: builtConsole() }).answer("/assets/index-AbCd1234.js");
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(headers["cache-control"]).toContain("immutable");
  });

  const ways = [
    "/../secret.key",
    "/..%2fsecret.key",
    "/%2e%2e/secret.key",
    "/..%5csecret.key",
    "/assets/../../secret.key",
    "/assets/%2e%2e%2f%2e%2e%2fsecret.key",
    "//secret.key",
    "/C:/secret.key",
    "/index.html%00.js",
    "/assets",
    "/.%2e/..",
  ];
  it.each(ways)("does not lead out of its folder by %s", async (path) => {
    const { status, body } = await createAssets({ dir: builtConsole() }).answer(path);
    expect(body.toString()).not.toContain("top secret");
    if (path !== "/assets") expect(status).toBe(404);
  });

  it.each(ways)("does not lead out of its folder by %s over HTTP either", async (path) => {
    const { ask } = await runningConsole();
    expect((await ask(path)).text).not.toContain("top secret");
  });

  it("answers an address that cannot be decoded", async () => {
    expect((await createAssets({ dir: builtConsole() }).answer("/%ff")).status).toBe(400);
  });

  it("says how to build it where it is not built, and finds it when it is", async () => {
    const dir = builtConsole();
    const assets = createAssets({ dir: join(dir, "later") });
    expect(await assets.answer("/")).toMatchObject({
      status: 503,
      body: Buffer.from("The console is not built yet. Run: npm run build\n"),
    });
    rmSync(join(dir, "index.html"));
    expect((await createAssets({ dir }).answer("/destinations")).status).toBe(503);
  });
});
