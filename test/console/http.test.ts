import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { runningConsole, signInWith, token } from "./console-fixture.ts";

const bearer = { authorization: `Bearer ${token}` };
const mutation = { method: "POST", body: "null" };
const json = { "content-type": "application/json" };

describe("who may use the headless console", () => {
  it("refuses router and images without the token, and shows the page that asks for it", async () => {
    const { ask } = await runningConsole();
    expect((await ask("/trpc/cameras")).status).toBe(401);
    expect((await ask("/images/7")).status).toBe(401);
    expect((await ask("/trpc/sendTestPlate", { ...mutation, headers: json })).status).toBe(401);
    expect(await ask("/")).toMatchObject({ status: 200, text: expect.stringContaining("Plate Courier") });
  });

  it("answers with the token in the header", async () => {
    const { ask } = await runningConsole();
    const answer = await ask("/trpc/cameras", { headers: bearer });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("only the signed in") });
    expect((await ask("/trpc/cameras", { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
  });

  it("exchanges the token for a cookie that scripts cannot read, that no other site sends, and that is not the token", async () => {
    const { ask } = await runningConsole();
    const answer = await ask("/session", signInWith(token));
    expect(answer.status).toBe(204);
    const cookie = answer.headers["set-cookie"]?.[0] ?? "";
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token);
    expect((await ask("/trpc/cameras", { headers: { cookie: `a=b; ${cookie.split(";")[0]}` } })).status).toBe(200);
  });

  it("tells a page whether it is signed in, without calling it an error where it is not", async () => {
    const { ask, signedIn } = await runningConsole();
    expect(await ask("/session")).toMatchObject({ status: 200, text: '{"signedIn":false}' });
    expect(await ask("/session", { headers: { cookie: await signedIn() } })).toMatchObject({ text: '{"signedIn":true}' });
  });

  it("refuses a wrong token, a cookie that was changed, and one that has expired", async () => {
    let now = Date.UTC(2026, 10, 23);
    const { ask, signedIn } = await runningConsole({ now: () => now });
    expect((await ask("/session", signInWith("wrong"))).status).toBe(401);
    const cookie = await signedIn();
    const [name, value = ""] = cookie.split("=");
    const [nonce, expires, signature] = value.split(".");
    const later = `${name}=${nonce}.${Number(expires) + 1}.${signature}`;
    expect((await ask("/trpc/cameras", { headers: { cookie: later } })).status).toBe(401);
    expect((await ask("/trpc/cameras", { headers: { cookie } })).status).toBe(200);
    now += 31 * 24 * 3600_000;
    expect((await ask("/trpc/cameras", { headers: { cookie } })).status).toBe(401);
  });

  it("keeps a browser signed in over a restart, but not when the token changed", async () => {
    const first = await runningConsole();
    const cookie = await first.signedIn();
    const port = Number(new URL(first.origin).port);
    await first.server.stop();
    const again = await runningConsole({ port });
    expect((await again.ask("/trpc/cameras", { headers: { cookie } })).status).toBe(200);
    await again.server.stop();
    const changed = await runningConsole({ port, token: "another token" });
    expect((await changed.ask("/trpc/cameras", { headers: { cookie } })).status).toBe(401);
  });

  it("signs out", async () => {
    const { ask } = await runningConsole();
    const answer = await ask("/session", { method: "DELETE" });
    expect(answer.headers["set-cookie"]?.[0]).toContain("Max-Age=0");
  });

  it("stops listening to an address after ten wrong tokens, for a minute, also to the right one", async () => {
    let now = 0;
    const { ask, signedIn } = await runningConsole({ now: () => now });
    const cookie = await signedIn();
    for (let tries = 0; tries < 10; tries++) expect((await ask("/session", signInWith(`guess ${tries}`))).status).toBe(401);
    const answer = await ask("/session", signInWith(token));
    expect(answer.status).toBe(429);
    expect(answer.headers["retry-after"]).toBe("60");
    expect((await ask("/trpc/cameras", { headers: bearer })).status).toBe(429);
    expect((await ask("/trpc/cameras", { headers: { cookie } })).status).toBe(200);
    now = 60_000;
    expect((await ask("/session", signInWith(token))).status).toBe(204);
  });
});

describe("foreign web pages", () => {
  it.each(["evil.example", "evil.example:8010", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:8010"])(
    "refuses a request to the name %j, as after DNS rebinding, even with the token",
    async (host) => {
      const { ask } = await runningConsole();
      for (const path of ["/", "/trpc/cameras", "/images/7", "/session"]) {
        const answer = await ask(path, { headers: { ...bearer, host } });
        expect(answer.status).toBe(421);
        expect(answer.text).not.toContain("signed in");
      }
    },
  );

  it("answers under its loopback names and under configured ones", async () => {
    const { ask, host } = await runningConsole({ extraHosts: ["plates.example"] });
    const port = host.split(":")[1];
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, "plates.example", `Plates.Example:${port}`]) {
      expect((await ask("/trpc/cameras", { headers: { ...bearer, host: name } })).status, name).toBe(200);
    }
  });

  it("answers under this machine's name only when it listens on all addresses", async () => {
    const wide = await runningConsole({ host: "0.0.0.0" });
    const named = (host: string) => ({ headers: { ...bearer, host: `${hostname()}:${host.split(":")[1]}` } });
    expect((await wide.ask("/trpc/cameras", named(wide.host))).status).toBe(200);
    const narrow = await runningConsole();
    expect((await narrow.ask("/trpc/cameras", named(narrow.host))).status).toBe(421);
  });

  it.each([
    ["a foreign origin", { origin: "http://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["the origin null of a sandbox or a file", { origin: "null" }],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }],
    ["a fetch from another port", { "sec-fetch-site": "same-site" }],
  ])("refuses %s although the cookie came along", async (_, headers) => {
    const { ask, signedIn } = await runningConsole();
    const cookie = await signedIn();
    const own = { cookie, ...json, ...headers };
    expect((await ask("/trpc/sendTestPlate", { ...mutation, headers: own })).status).toBe(403);
    expect((await ask("/trpc/cameras", { headers: own })).status).toBe(403);
    expect((await ask("/images/7", { headers: own })).status).toBe(403);
    expect((await ask("/session", { ...signInWith(token), headers: own })).status).toBe(403);
  });

  it("refuses a change with the cookie but without an origin, and takes one from its own page", async () => {
    const { ask, signedIn, origin } = await runningConsole();
    const cookie = await signedIn();
    expect((await ask("/trpc/sendTestPlate", { ...mutation, headers: { cookie, ...json } })).status).toBe(403);
    const own = { cookie, ...json, origin, "sec-fetch-site": "same-origin" };
    expect((await ask("/trpc/sendTestPlate", { ...mutation, headers: own })).status).toBe(200);
  });

  it("allows no other site to read anything", async () => {
    const { ask, origin } = await runningConsole();
    const answer = await ask("/trpc/cameras", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });
});

describe("what the headless console serves", () => {
  it("serves images by id, privately, and says 404 for what is not there", async () => {
    const { ask } = await runningConsole();
    for (const [path, kind] of [
      ["/images/7", "image"],
      ["/images/7/thumb", "thumb"],
      ["/images/plate/7", "plate"],
    ]) {
      const answer = await ask(path ?? "", { headers: bearer });
      expect(answer).toMatchObject({ status: 200, text: kind });
      expect(answer.headers).toMatchObject({
        "content-type": "image/jpeg",
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=3600",
        "content-security-policy": "default-src 'none'; sandbox",
      });
    }
    for (const path of [
      "/images/8",
      "/images/7/raw",
      "/images/0",
      "/images/-7",
      "/images/7e0",
      "/images/..%2f7",
      "/images/plate/x",
    ]) {
      expect((await ask(path, { headers: bearer })).status, path).toBe(404);
    }
  });

  it("serves an image of unknown kind as a download only", async () => {
    const { ask } = await runningConsole({
      image: async () => ({ bytes: Buffer.from("<script>alert(1)</script>"), contentType: "text/html" }),
    });
    const { headers } = await ask("/images/7", { headers: bearer });
    expect(headers).toMatchObject({ "content-type": "application/octet-stream", "content-disposition": "attachment" });
  });

  it("does not show the console what went wrong inside", async () => {
    const { ask } = await runningConsole();
    const answer = await ask("/trpc/pauseDestination", { method: "POST", headers: { ...bearer, ...json }, body: '{"id":"d"}' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/operator|stack/);
  });

  it("says in words when its port is taken, and stops although a live update is open", async () => {
    const first = await runningConsole();
    const port = Number(new URL(first.origin).port);
    await expect(runningConsole({ port })).rejects.toThrow(/another program has this port.*--console-port/);
    const live = first.ask("/trpc/live", { headers: { ...bearer, accept: "text/event-stream" } }).catch(() => "cut");
    await first.ask("/");
    await first.server.stop();
    expect(await live).toBe("cut");
  });
});
