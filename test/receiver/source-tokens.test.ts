import { describe, expect, it } from "vitest";
import { findSource, hashToken, tokenOf, verifyToken } from "../../src/main/receiver/source-tokens.ts";

describe("source tokens", () => {
  it("are kept as a salted hash that only the token itself fits", () => {
    const kept = hashToken("s3cret");
    expect(kept).toMatch(/^sha256:[0-9a-f]{32}:[0-9a-f]{64}$/);
    expect(kept).not.toBe(hashToken("s3cret"));
    expect(verifyToken("s3cret", kept)).toBe(true);
    expect(verifyToken("s3cret ", kept)).toBe(false);
  });

  it.each(["", "sha256", "sha256::", "sha256:zz:zz", "sha256:00:00", "plain"])("fit no damaged hash such as %j", (kept) => {
    expect(verifyToken("", kept)).toBe(false);
  });

  it.each([
    ["Token abc", "abc"],
    ["token abc", "abc"],
    ["BEARER   a.b-c=", "a.b-c="],
    ["Basic abc", null],
    ["abc", null],
    ["Token", null],
    ["Token a b", null],
    [undefined, null],
  ])("are found in the header %j as %j", (header, token) => {
    expect(tokenOf(header)).toBe(token);
  });

  it("name the enabled source they belong to", () => {
    const gate = { id: "1", name: "gate", tokenHash: hashToken("one"), enabled: true };
    const yard = { id: "2", name: "yard", tokenHash: hashToken("two"), enabled: true };
    const off = { id: "3", name: "off", tokenHash: hashToken("three"), enabled: false };
    const bare = { id: "4", name: "bare", tokenHash: null, enabled: true };
    const sources = [bare, off, gate, yard];
    expect(["one", "two", "three", "four", null].map((token) => findSource(token, sources)?.name ?? null)).toEqual([
      ...["gate", "yard"],
      ...[null, null, null],
    ]);
  });
});
