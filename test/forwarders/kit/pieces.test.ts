import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/main/forwarders/forwarder.ts";
import { multipart } from "../../../src/main/forwarders/kit/multipart.ts";
import { excerpt, retryAfterMs, throwForStatus } from "../../../src/main/forwarders/kit/outcome.ts";
import { guardedLookup, isRefusedAddress } from "../../../src/main/forwarders/kit/reach.ts";
import { withoutInboundCredentials, withoutPlates } from "../../../src/main/forwarders/kit/recognition-json.ts";
import { querySecrets, redactor, secretTexts, shownUrl } from "../../../src/main/forwarders/kit/redact.ts";
import { parseMultipart } from "../../simulators/strict-form.ts";

describe("a form", () => {
  it("arrives part by part whatever names, texts and bytes are in it", () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => /^[^"\r\n\0%]+$/.test(text));
    fc.assert(
      fc.property(name, name, fc.string(), fc.uint8Array(), (field, filename, text, bytes) => {
        const { body, contentType } = multipart([
          { name: `f-${field}`, text },
          { name: `g-${field}`, filename, contentType: "image/png", bytes: Buffer.from(bytes) },
        ]);
        const form = parseMultipart(body, contentType);
        expect(form.fields).toEqual([{ name: `f-${field}`, value: text }]);
        expect(form.files).toEqual([{ name: `g-${field}`, filename, contentType: "image/png", bytes: Buffer.from(bytes) }]);
      }),
      { numRuns: 100 },
    );
  });

  it("lets no name or type add a header or a part", () => {
    const { body, contentType } = multipart([
      {
        name: 'a"\r\nX-Evil: 1\r\n\r\nb',
        filename: 'c"; d="\r\n--x',
        contentType: "text/html\r\nX-Evil: 1",
        bytes: Buffer.from("1"),
      },
    ]);
    const [file] = parseMultipart(body, contentType).files;
    expect(file).toMatchObject({ name: "a%22%0D%0AX-Evil: 1%0D%0A%0D%0Ab", contentType: "application/octet-stream" });
  });
});

describe("what a destination said", () => {
  const answer = (text: string) => ({ status: 400, headers: {}, text });
  const asIs = (text: string) => text;

  it("is told in one line without markup, control or direction characters, and cut", () => {
    expect(excerpt(answer("<html><head><title>502 Bad  Gateway</title></head><body>x</body></html>"), asIs)).toBe(
      "502 Bad Gateway",
    );
    expect(excerpt(answer("<!DOCTYPE html><body><script>evil()</script><p>No such\nhook</p></body>"), asIs)).toBe("No such hook");
    expect(excerpt(answer("a\u0000b\u202ec\r\n\u001b[31md"), asIs)).toBe("a b c [31md");
    expect(excerpt(answer("x".repeat(1000)), asIs).length).toBe(301);
  });

  it("loses its secrets before it is cut, so that not even half of one is left", () => {
    const secret = "s3cret-at-the-edge";
    const text = excerpt(answer(`${"x".repeat(292)}${secret}`), redactor([secret]));
    expect(text).not.toContain("s3c");
  });

  it("goes into the error, with advice where the operator can act", () => {
    expect(() => throwForStatus({ status: 401, headers: {}, text: "bad token" }, { what: "host:80" })).toThrow(
      "host:80 refused the credentials (HTTP 401). It said: “bad token”. Check the credentials in the destination's settings.",
    );
    expect(() => throwForStatus({ status: 204, headers: {}, text: "" }, { what: "host:80" })).not.toThrow();
  });

  it("may ask to wait, in seconds or until a date; anything else is ignored", () => {
    const now = Date.parse("2026-11-23T12:00:00Z");
    expect(retryAfterMs("7", now)).toBe(7000);
    expect(retryAfterMs("Mon, 23 Nov 2026 12:01:00 GMT", now)).toBe(60_000);
    expect(retryAfterMs("Mon, 23 Nov 2026 11:00:00 GMT", now)).toBe(0);
    expect(retryAfterMs("soon", now)).toBeUndefined();
    expect(retryAfterMs(undefined, now)).toBeUndefined();
  });
});

describe("secrets", () => {
  it("are removed in every spelling they take on the wire", () => {
    const secret = 'Token pa"ss &/wörd';
    const redact = redactor([secret]);
    const spellings = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret),
      Buffer.from(secret).toString("base64"),
      secret.toUpperCase(),
    ];
    for (const spelling of spellings) expect(redact(`echo ${spelling} end`)).toContain("•••");
    expect(redact('Authorization: pa"ss only')).toContain("•••");
    expect(redact("nothing here")).toBe("nothing here");
  });

  it("that are empty or tiny tear no holes", () => {
    expect(redactor(["", null, undefined, "a", "ab"])("a cab")).toBe("a cab");
  });

  it("are found in records, and URLs are shown without what may be one", () => {
    expect(secretTexts(["a", { "X-Key": "b", nested: { c: "d" } }, 5, null])).toEqual(["a", "b", "d"]);
    expect(shownUrl("https://user:pass@host:8443/path?token=abc#f")).toBe("https://host:8443/path");
    expect(querySecrets("http://h/?token=longenough&format=json")).toEqual(["longenough"]);
  });
});

describe("a recognition's JSON", () => {
  it("stays byte for byte where nothing must go", () => {
    const text = '{ "data" : {"n": 1.0, "big": 12345678901234567890} }';
    expect(withoutInboundCredentials(text)).toBe(text);
  });

  it("loses an Authorization at any depth and in any case, and keeps the rest", () => {
    const cleaned = withoutInboundCredentials(
      '{"data":{"webhook_header":{"authorization":"Token x","camera_id":"c"}},"list":[{"AUTHORIZATION":"y"}]}',
    );
    expect(JSON.parse(cleaned)).toEqual({ data: { webhook_header: { camera_id: "c" } }, list: [{}] });
  });

  it("that does not parse is nothing to send", () => {
    expect(() => withoutInboundCredentials("{")).toThrow(DeliveryError);
  });

  it("keeps a key of __proto__ as a mere key", () => {
    const cleaned = withoutInboundCredentials('{"__proto__":{"a":1},"authorization":"x"}');
    expect(cleaned).toBe('{"__proto__":{"a":1}}');
  });

  it("loses every plate, also where it hides in other texts, and no date or camera", () => {
    const json = {
      hook: { filename: "cam_abc1234_1.jpg", id: "2026" },
      data: {
        camera_id: "ABC1234",
        timestamp: "2026-11-18",
        results: [
          {
            plate: "2026",
            license_plate: "abc1234",
            plateNumber: "abc 1234",
            vrm: "ABC-1234",
            template: "kept",
            note: "saw abc-1234 twice",
          },
        ],
      },
    };
    const cleaned = JSON.parse(withoutPlates(JSON.stringify(json), ["abc1234"]));
    expect(cleaned).toEqual({
      hook: { filename: "cam_hidden_1.jpg", id: "2026" },
      data: {
        camera_id: "ABC1234",
        timestamp: "2026-11-18",
        results: [{ plate: "", license_plate: "", plateNumber: "", vrm: "", template: "kept", note: "saw hidden twice" }],
      },
    });
  });
});

describe("name resolution", () => {
  it("leads to loopback and the local network, never to link-local or metadata addresses", async () => {
    for (const address of ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd12::1", "8.8.8.8"])
      expect(isRefusedAddress(address)).toBe(false);
    for (const address of ["169.254.1.1", "fe80::1%eth0", "fd00:ec2::254", "::ffff:169.254.0.1", "100.100.100.200"]) {
      expect(isRefusedAddress(address)).toBe(true);
    }
    const found = await new Promise((resolve) =>
      guardedLookup("localhost", { family: 4 }, (_error, address) => resolve(address)),
    );
    expect(found).toBe("127.0.0.1");
    const refused = await new Promise((resolve) => guardedLookup("169.254.169.254", {}, (error) => resolve(error)));
    expect(refused).toMatchObject({ kind: "misconfigured" });
  });
});
