import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { ImageUnreadableError } from "../../src/main/images/decode.ts";
import { annotate, blackOut, cropPlate, placeBox, reencodeBelow, thumbnail } from "../../src/main/images/edit.ts";
import { drawScene } from "../../src/main/images/sample-scene.ts";

const scene = readFileSync(new URL("../fixtures/images/scene.jpg", import.meta.url));
const plateBox = { xmin: 550, ymin: 512, xmax: 710, ymax: 554 };

async function pixel(bytes: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];
}
const isRed = ([r = 0, g = 0, b = 0]: number[]) => r > 200 && g < 60 && b < 60;
const isBlack = ([r = 0, g = 0, b = 0]: number[]) => r < 20 && g < 20 && b < 20;

describe("cropping", () => {
  it("cuts out exactly the box", async () => {
    const crop = await cropPlate(scene, plateBox);
    expect(crop && (await sharp(crop).metadata())).toMatchObject({ format: "jpeg", width: 160, height: 42 });
  });

  it("clamps a box that sticks out and rounds outwards", async () => {
    const crop = await cropPlate(scene, { xmin: -30, ymin: 700.4, xmax: 99.2, ymax: 900 });
    expect(crop && (await sharp(crop).metadata())).toMatchObject({ width: 100, height: 20 });
  });

  it.each([
    ["outside", { xmin: 2000, ymin: 10, xmax: 2100, ymax: 40 }],
    ["empty", { xmin: 10, ymin: 10, xmax: 10, ymax: 40 }],
    ["inside out", { xmin: 90, ymin: 10, xmax: 10, ymax: 40 }],
    ["no numbers", { xmin: Number.NaN, ymin: 10, xmax: 10, ymax: 40 }],
  ])("answers null for a box that is %s", async (_name, box) => {
    expect(await cropPlate(scene, box)).toBeNull();
  });

  it("reads PNG and WebP too, and answers JPEG", async () => {
    for (const format of ["png", "webp"] as const) {
      const crop = await cropPlate(await sharp(scene).toFormat(format).toBuffer(), plateBox);
      expect(crop && (await sharp(crop).metadata()).format).toBe("jpeg");
    }
  });
});

describe("drawing", () => {
  it("frames a box in red, 3 pixels wide, and leaves its inside as it was", async () => {
    const drawn = await annotate(scene, [plateBox]);
    expect(isRed(await pixel(drawn, 551, 513))).toBe(true);
    expect(isRed(await pixel(drawn, 708, 552))).toBe(true);
    expect(isRed(await pixel(drawn, 558, 520))).toBe(false);
    expect(isRed(await pixel(drawn, 540, 500))).toBe(false);
  });

  it("draws thicker on a large picture, where 3 pixels would not be seen", async () => {
    const large = await sharp(scene).resize(3840).toBuffer();
    const drawn = await annotate(large, [{ xmin: 100, ymin: 100, xmax: 600, ymax: 300 }]);
    expect(isRed(await pixel(drawn, 104, 200))).toBe(true);
  });

  it("draws tiny boxes and boxes at the edge, and leaves out those outside", async () => {
    const drawn = await annotate(scene, [
      { xmin: 5, ymin: 5, xmax: 8, ymax: 8 },
      { xmin: 1270, ymin: 700, xmax: 1400, ymax: 800 },
      { xmin: 3000, ymin: 0, xmax: 3100, ymax: 50 },
    ]);
    expect(isRed(await pixel(drawn, 6, 6))).toBe(true);
    expect(await sharp(drawn).metadata()).toMatchObject({ width: 1280, height: 720 });
  });

  it("blacks out a box a little beyond its edges", async () => {
    const masked = await blackOut(scene, [plateBox]);
    for (const [x, y] of [
      [551, 513],
      [630, 530],
      [547, 509],
      [712, 556],
    ] as const) {
      expect(isBlack(await pixel(masked, x, y))).toBe(true);
    }
    expect(isBlack(await pixel(masked, 630, 300))).toBe(false);
  });
});

describe("making smaller", () => {
  it("makes a thumbnail in proportion, and never a larger one", async () => {
    expect(await sharp(await thumbnail(scene, { width: 320 })).metadata()).toMatchObject({ width: 320, height: 180 });
    expect(await sharp(await thumbnail(scene, { width: 9000 })).metadata()).toMatchObject({ width: 1280 });
  });

  it("drops metadata, which may tell a place", async () => {
    const tagged = await sharp(scene)
      .withExif({ IFD0: { Copyright: "someone" } })
      .toBuffer();
    expect((await sharp(tagged).metadata()).exif).toBeDefined();
    expect((await sharp(await thumbnail(tagged, { width: 100 })).metadata()).exif).toBeUndefined();
  });

  it("keeps the bytes where they fit, and gets below the limit where not", async () => {
    expect(await reencodeBelow(scene, scene.length)).toBe(scene);
    for (const limit of [40_000, 12_000, 3_000]) {
      const smaller = await reencodeBelow(scene, limit);
      expect(smaller?.length).toBeLessThanOrEqual(limit);
    }
    expect(await reencodeBelow(scene, 200)).toBeNull();
  });
});

describe("what cannot be decoded", () => {
  const cases: [string, () => Promise<Buffer> | Buffer, string][] = [
    ["text", () => Buffer.from("no picture at all"), "it is no JPEG, PNG or WebP"],
    ["nothing", () => Buffer.alloc(0), "it is no JPEG, PNG or WebP"],
    ["a GIF", () => Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1"), "it is no JPEG, PNG or WebP"],
    ["an SVG", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "it is no JPEG, PNG or WebP"],
    ["a JPEG cut in half", () => scene.subarray(0, scene.length / 2), "the file ends too early"],
    ["a JPEG's first bytes", () => scene.subarray(0, 4), "the file ends too early"],
    ["a JPEG of random bytes", () => Buffer.concat([scene.subarray(0, 3), Buffer.alloc(5000, 0x5a)]), "the file is damaged"],
    [
      "a bomb of 64 million pixels",
      () =>
        sharp({ create: { width: 8000, height: 8000, channels: 3, background: "black" } })
          .png({ compressionLevel: 9 })
          .toBuffer(),
      "it has more than 50 million pixels",
    ],
  ];
  it.each(cases)("refuses %s with the reason in words", async (_name, make, reason) => {
    const bytes = await make();
    const attempt = thumbnail(bytes, { width: 100 });
    await expect(attempt).rejects.toBeInstanceOf(ImageUnreadableError);
    await expect(attempt).rejects.toThrow(reason);
  });

  it("keeps an SVG out that claims to be a JPEG, even while our own SVG is drawn", async () => {
    const disguised = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff]),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ]);
    const drawing = drawScene({ plate: "A", seed: 1 });
    await expect(thumbnail(disguised, { width: 9 })).rejects.toBeInstanceOf(ImageUnreadableError);
    await drawing;
  });
});

describe("placing a box of the recognition in the picture", () => {
  const plate = { xmin: 600, ymin: 400, xmax: 700, ymax: 440 };
  const vehicle = { xmin: 500, ymin: 200, xmax: 900, ymax: 500 };

  it("takes the box as it is where the picture is the frame", () => {
    expect(placeBox(plate, { width: 1280, height: 720 }, vehicle)).toEqual(plate);
    expect(placeBox(plate, { width: 1280, height: 720 }, null)).toEqual(plate);
  });

  it("moves the box where the picture is the vehicle's crop, give or take a few pixels", () => {
    const moved = { xmin: 100, ymin: 200, xmax: 200, ymax: 240 };
    expect(placeBox(plate, { width: 400, height: 300 }, vehicle)).toEqual(moved);
    expect(placeBox(plate, { width: 402, height: 297 }, vehicle)).toEqual(moved);
  });

  it("answers null where the picture is neither: another vehicle's crop, or made smaller", () => {
    expect(placeBox(plate, { width: 640, height: 360 }, vehicle)).toBeNull();
    expect(placeBox(plate, { width: 300, height: 200 }, null)).toBeNull();
  });
});

describe("the sample scene", () => {
  it("is a picture of 1280 x 720 with a light plate and dark letters where the box says", async () => {
    const { jpeg, plateBox: box } = await drawScene({ plate: "KTR4821", seed: 2 });
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: "jpeg", width: 1280, height: 720 });
    const crop = await cropPlate(jpeg, box);
    const { channels } = await sharp(crop ?? Buffer.alloc(0))
      .greyscale()
      .stats();
    expect(channels[0]?.max).toBeGreaterThan(220);
    expect(channels[0]?.min).toBeLessThan(80);
    expect(channels[0]?.mean).toBeGreaterThan(120);
  });

  it("is the same for the same plate and seed, and shows another plate when asked", async () => {
    const [a, b, other] = await Promise.all(["ABC123", "ABC123", "XYZ789"].map((plate) => drawScene({ plate, seed: 7 })));
    expect(a?.jpeg.equals(b?.jpeg ?? Buffer.alloc(0))).toBe(true);
    expect(a?.jpeg.equals(other?.jpeg ?? Buffer.alloc(0))).toBe(false);
  });

  it("draws any text, hostile or empty, without breaking", async () => {
    for (const plate of ['"/><script>', "", "京A·12345", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]) {
      expect((await drawScene({ plate, seed: 3 })).jpeg.length).toBeGreaterThan(1000);
    }
  });
});
