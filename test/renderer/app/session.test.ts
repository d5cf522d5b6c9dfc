import { describe, expect, it } from "vitest";
import { placeOfAttention } from "../../../src/renderer/app/attention-place.ts";
import { resourcesFrom } from "../../../src/renderer/app/resources.ts";
import { createSession, tokenIn } from "../../../src/renderer/app/session.ts";

/** A headless console whose token is "sesame"; keeps what was asked. */
function setUp({ desktop = false, hash = "", silent = false } = {}) {
  const asked: string[] = [];
  let signedIn = false;
  let hashForgotten = false;
  const session = createSession({
    desktop,
    hash,
    forgetHash: () => {
      hashForgotten = true;
    },
    async request(path, init) {
      asked.push(path);
      if (silent) throw new TypeError("no answer");
      if (init?.method !== "POST") return Response.json({ signedIn });
      const { token } = JSON.parse(String(init?.body)) as { token: string };
      if (token === "too often") return new Response(null, { status: 429 });
      signedIn ||= token === "sesame";
      return new Response(null, { status: token === "sesame" ? 204 : 401 });
    },
  });
  return { session, asked, hashForgotten: () => hashForgotten };
}

describe("the session", () => {
  it("needs nothing in the desktop", async () => {
    const { session, asked } = setUp({ desktop: true });
    await session.check();
    session.signedOut();
    expect([session.getSnapshot(), asked]).toEqual(["in", []]);
  });

  it("asks for the token where the core says that nobody is signed in", async () => {
    const { session } = setUp();
    expect(session.getSnapshot()).toBe("checking");
    await session.check();
    expect(session.getSnapshot()).toBe("out");
  });

  it("signs in by a token in the address and takes it out of there", async () => {
    const { session, hashForgotten } = setUp({ hash: "#token=sesame" });
    await session.check();
    expect([session.getSnapshot(), hashForgotten()]).toEqual(["in", true]);
  });

  it("takes a wrong token out of the address too", async () => {
    const { session, hashForgotten } = setUp({ hash: "#token=wrong" });
    await session.check();
    expect([session.getSnapshot(), hashForgotten()]).toEqual(["out", true]);
  });

  it("tells a refused token from too many of them", async () => {
    const { session } = setUp();
    await session.check();
    expect(await session.signIn("wrong")).toBe("refused");
    expect(await session.signIn("too often")).toBe("slow-down");
    expect(session.getSnapshot()).toBe("out");
    expect(await session.signIn("sesame")).toBe("in");
    expect(session.getSnapshot()).toBe("in");
  });

  it("shows the frame where the core does not answer, because that can say so", async () => {
    const { session } = setUp({ silent: true });
    await session.check();
    expect(session.getSnapshot()).toBe("in");
  });

  it("asks for the token again when a later answer says 401", async () => {
    const { session } = setUp({ hash: "#token=sesame" });
    await session.check();
    session.signedOut();
    expect(session.getSnapshot()).toBe("out");
  });
});

it("the token is read from the fragment only where there is one", () => {
  expect([tokenIn("#token=a%20b"), tokenIn("#token="), tokenIn("#other=1"), tokenIn("")]).toEqual(["a b", null, null, null]);
});

it("attention leads to where it can be mended", () => {
  expect(placeOfAttention({ key: "destination:a:b/c" })).toEqual({ to: "/destinations/a%3Ab%2Fc", name: "destination" });
  expect(placeOfAttention({ key: "listening:a" }).to).toBe("/destinations/a");
  expect(placeOfAttention({ key: "ledger" }).to).toBe("/deliveries");
  expect(placeOfAttention({ key: "backup" }).to).toBe("/settings?section=backups");
  expect(placeOfAttention({ key: "inbox:1" }).to).toBe("/settings?section=inboxes");
  expect(placeOfAttention({ key: "receiver" }).to).toBe("/settings");
  expect(placeOfAttention({ key: "store" }).to).toBe("/settings?section=retention");
  expect(placeOfAttention({ key: "list:a b" })).toEqual({ to: "/lists/a%20b?part=settings", name: "list" });
  expect(placeOfAttention({ key: "destination:a", about: { kind: "failures", id: "a" } })).toEqual({
    ...{ to: "/deliveries?destination=a", name: "failed" },
  });
});

it("a text file's folder is its language and its name its namespace", () => {
  const files = { "../locales/en/feed.json": { title: "Live" }, "../locales/de/feed.json": { title: "Live!" } };
  expect(resourcesFrom(files)).toEqual({ en: { feed: { title: "Live" } }, de: { feed: { title: "Live!" } } });
});
