import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sectorBytes, wholeSectors } from "../../src/main/store/flushed-file.ts";
import type { Placement } from "../../src/main/store/image-appender.ts";
import { createImageStage } from "../../src/main/store/image-stage.ts";

/** Stages images as one batch; returns where they are and what would be written. */
function stage(into: ReturnType<typeof createImageStage>, images: readonly Uint8Array[], start: number) {
  let offset = start;
  const places: Placement[] = images.map((image) => {
    const place = { segment: 1, offset };
    offset += image.byteLength;
    return place;
  });
  const pieces: Buffer[] = [];
  // One at a time: the next may be staged where this one stands.
  for (const piece of into.pieces(images, places)) pieces.push(Buffer.from(piece));
  return { places, pieces };
}

it("gives images as whole sectors that end with zeros", () => {
  const images = [randomBytes(5000), Buffer.alloc(0), randomBytes(100)];
  const { pieces } = stage(createImageStage(), images, 0);
  expect(pieces).toEqual([Buffer.concat([...images, Buffer.alloc(2 * sectorBytes - 5100)])]);
});

it("finds an image again, also out of memory that threads share, and not one that is no longer there", () => {
  const stages = createImageStage();
  const shared = Buffer.from(new SharedArrayBuffer(3000)).fill("picture");
  const { places } = stage(stages, [shared, randomBytes(10)], 4096);
  const copy = stages.recent(places[0] as Placement, 3000);
  expect(copy).toEqual(Buffer.from(shared));
  copy?.fill(0);
  expect(stages.recent(places[0] as Placement, 3000)).toEqual(Buffer.from(shared));
  expect(stages.recent({ segment: 1, offset: 0 }, 10)).toBeNull();
  expect(stages.recent({ segment: 2, offset: 4096 }, 10)).toBeNull();
});

it("forgets the image of a batch that was given up when another takes its place, be that too large to be kept", () => {
  const stages = createImageStage();
  const { places } = stage(stages, [randomBytes(1000)], 0);
  const large = randomBytes(5_000_000);
  const { pieces } = stage(stages, [large], 0);
  expect(stages.recent(places[0] as Placement, 1000)).toBeNull();
  expect(Buffer.concat(pieces).subarray(0, large.length).equals(large)).toBe(true);
});

it("gives every byte once, and whatever it still knows as it was", () => {
  const sizes = fc.array(fc.oneof(fc.nat(20_000), fc.integer({ min: 500_000, max: 6_000_000 })), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 8 }), (batches) => {
      const stages = createImageStage();
      const all: { place: Placement; image: Buffer }[] = [];
      let start = 0;
      for (const [number, batch] of batches.entries()) {
        const images = batch.map((size, index) => Buffer.alloc(size, `${number}/${index}`));
        const { places, pieces } = stage(stages, images, start);
        const whole = Buffer.concat(images);
        const written = Buffer.concat(pieces);
        if (written.length !== wholeSectors(whole.length) || !written.subarray(0, whole.length).equals(whole)) return false;
        start += written.length;
        all.push(...images.map((image, index) => ({ image, place: places[index] as Placement })));
        // The newest is always there, and none is another one's.
        const newest = images.at(-1);
        if (newest && newest.length > 0 && whole.length <= 4_000_000 && !stages.recent(places.at(-1) as Placement, newest.length))
          return false;
        for (const { place, image: expected } of all)
          if (expected.length > 0 && stages.recent(place, expected.length)?.equals(expected) === false) return false;
      }
      return true;
    }),
    { numRuns: 60 },
  );
});
