import { describe, expect, it } from "vitest";
import { createPlateMask } from "../../src/main/diagnostics/plate-mask.ts";
import { withoutSecretShapes } from "../../src/main/diagnostics/secret-shapes.ts";

describe("plates in a text for support", () => {
  it("become marks, the same plate the same mark, in every spelling", () => {
    const mask = createPlateMask({ plates: ["abc123", "KA 4711", "777888", "herbie"], names: [] });
    expect(mask("ABC123 came, abc-123 went, then ABC 123; KA4711, ka-47-11.")).toBe(
      "[plate 1] came, [plate 1] went, then [plate 1]; [plate 2], [plate 2].",
    );
    // Letters or digits alone are only known from the store.
    expect(mask("plate 777888 and HERBIE, not 777889 or HERBERT")).toBe("plate [plate 3] and [plate 4], not 777889 or HERBERT");
    expect(mask('{"plate":"ABC123"} %22abc123%22 /x?plate=abc123')).toBe(
      '{"plate":"[plate 1]"} %22[plate 1]%22 /x?plate=[plate 1]',
    );
  });

  it("go although nobody knows them any more, when letters and digits stand in one word", () => {
    const mask = createPlateMask({ plates: [], names: [] });
    expect(mask("The server said: B7XKL9 is unknown, 1ABC234 too. B7XKL9!")).toBe(
      "The server said: [plate 1] is unknown, [plate 2] too. [plate 1]!",
    );
  });

  it("leave times, addresses, ids, versions, sizes, places in the program and known names as they are", () => {
    const mask = createPlateMask({ plates: ["8001"], names: ["cam01", "Gate 2b", "nx-witness4"] });
    const text = [
      "2026-11-27T02:01:35.320Z warn 192.168.1.20:8001 answered after 150ms with 32kb over TLSv1 and sha256",
      "id d4419348-f39c-54c1-a1ca-93743d694b76 version 1.4.0-beta2 at open (file:///app/out/main/chunks/store-B2x9Ab12.js:10:5)",
      "camera cam01, source Gate 2b, destination nx-witness4, HTTP 503, 40 of 50",
    ].join("\n");
    expect(mask(text)).toBe(text);
  });
});

describe("the shapes of secrets", () => {
  it.each([
    ["https://admin:pass1@10.0.0.5/api?token=abc#x", "https://•••@10.0.0.5/api?•••"],
    ['{"authorization":"Token abcd1234"}', '{"authorization":"•••"}'],
    ["Authorization: Bearer eyJhbGciOi.x.y", "Authorization: •••"],
    ["https://hooks.example/in/AbCdEf0123456789xyz/go", "https://hooks.example/in/•••/go"],
    ["password=hunter2, user=admin", "password=•••, user=admin"],
    ["key sk_live_51H8xYzABCDEFGHIJKLMNOP123 was refused", "key ••• was refused"],
    ["-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----", "•••"],
  ])("are taken out of %j", (text, expected) => {
    expect(withoutSecretShapes(text)).toBe(expected);
  });

  it("are not seen in what is none", () => {
    const text =
      'id d4419348-f39c-54c1-a1ca-93743d694b76 in /var/lib/plate-courier-2/data/images/2026/11/27; "token": "set", "token": null';
    expect(withoutSecretShapes(text)).toBe(text);
  });
});
