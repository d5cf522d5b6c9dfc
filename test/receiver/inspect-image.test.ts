import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { inspectImage } from "../../src/main/receiver/inspect-image.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 90 } } });

const made = {
  jpeg: await picture(321, 123).jpeg().toBuffer(),
  "progressive jpeg": await picture(321, 123).jpeg({ progressive: true }).toBuffer(),
  png: await picture(321, 123).png().toBuffer(),
  "lossy webp": await picture(321, 123).webp().toBuffer(),
  "lossless webp": await picture(321, 123).webp({ lossless: true }).toBuffer(),
  "webp with alpha": await picture(321, 123).ensureAlpha(0.5).webp().toBuffer(),
};
const types = { jpeg: "image/jpeg", png: "image/png", webp: "image/webp" };
const cases = Object.entries(made).map(([name, bytes]) => ({
  name,
  bytes,
  contentType: Object.entries(types).find(([part]) => name.includes(part))?.[1],
}));

describe("the inspection of an image", () => {
  it.each(cases)("tells type and size of a $name without decoding it", ({ bytes, contentType }) => {
    expect(inspectImage(bytes)).toEqual({ contentType, width: 321, height: 123, unreadable: null });
  });

  it.each(cases)("finds every way to cut the end off a $name", ({ bytes, contentType }) => {
    for (let length = 12; length < bytes.length - 1; length += 1) {
      expect(inspectImage(bytes.subarray(0, length))).toMatchObject({ contentType, unreadable: "the file ends too early" });
    }
  });

  it("does not take the end of an embedded thumbnail for the end of the picture", () => {
    const thumbnail = Buffer.concat([Buffer.from([0xff, 0xe1, 0x00, 0x08]), Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0])]);
    const whole = Buffer.concat([made.jpeg.subarray(0, 2), thumbnail, made.jpeg.subarray(2)]);
    expect(inspectImage(whole).unreadable).toBeNull();
    expect(inspectImage(whole.subarray(0, -2)).unreadable).toBe("the file ends too early");
  });

  it("accepts text that a camera put after the end of its JPEG", () => {
    expect(inspectImage(Buffer.concat([made.jpeg, Buffer.from("camera 7")])).unreadable).toBeNull();
  });

  it("refuses to have a picture of 60000 × 60000 pixels decoded", () => {
    const bomb = Buffer.from(made.png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect(inspectImage(bomb)).toMatchObject({
      width: 60_000,
      unreadable: "it claims 60000 × 60000 pixels, more than 50 megapixels",
    });
  });

  it.each([
    ["an empty file", Buffer.alloc(0), "the file is empty"],
    ["a GIF", Buffer.from("GIF89a......."), "it is no JPEG, PNG or WebP image"],
    ["HTML", Buffer.from("<html><script>alert(1)</script>"), "it is no JPEG, PNG or WebP image"],
  ])("keeps %s as bytes and says why it cannot be shown", (_name, bytes, unreadable) => {
    expect(inspectImage(bytes)).toEqual({ contentType: "application/octet-stream", width: null, height: null, unreadable });
  });

  it("comes to an end with any bytes, and never finds a picture without a size", () => {
    const start = fc.constantFrom(...Object.values(made), Buffer.from([0xff, 0xd8, 0xff]), Buffer.from("RIFF\x20\0\0\0WEBPVP8X"));
    const noise = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(start, fc.nat({ max: 400 }), noise, noise, (bytes, at, middle, end) => {
        const facts = inspectImage(Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at), end]));
        if (facts.unreadable === null) expect((facts.width ?? 0) * (facts.height ?? 0)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
