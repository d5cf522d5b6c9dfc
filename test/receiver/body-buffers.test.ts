import { expect, it } from "vitest";
import { createBodyBuffers } from "../../src/main/receiver/intake/body-buffers.ts";

const KB = 1024;

it("hands out again what was given back, to the next body of a like size", () => {
  const buffers = createBodyBuffers(() => 1024 * KB);
  const first = buffers.take(150 * KB);
  expect(first.length).toBeGreaterThanOrEqual(150 * KB);
  expect(buffers.take(150 * KB)).not.toBe(first);
  buffers.give(first);
  expect(buffers.take(140 * KB)).toBe(first);
});

it("counts what is under way, however often it was used before, and nothing else", () => {
  const buffers = createBodyBuffers(() => 512 * KB);
  for (let n = 0; n < 50; n += 1) buffers.give(buffers.take(256 * KB));
  expect(buffers.fits(512 * KB)).toBe(true);
  const one = buffers.take(256 * KB);
  expect(buffers.fits(257 * KB)).toBe(false);
  expect(buffers.fits(256 * KB)).toBe(true);
  buffers.give(one);
  expect(buffers.fits(512 * KB)).toBe(true);
});

it("grows a body with what it has so far, and says when that does not fit", () => {
  const buffers = createBodyBuffers(() => 96 * KB);
  const small = buffers.take(16 * KB);
  small.fill("a");
  const larger = buffers.grow(small, 64 * KB, 16 * KB);
  expect(larger?.toString("latin1", 0, 16 * KB)).toBe("a".repeat(16 * KB));
  expect(larger && buffers.grow(larger, 128 * KB, 16 * KB)).toBeNull();
});

it("does not keep the memory of a sender who once sent much", () => {
  const buffers = createBodyBuffers(() => 256 * 1024 * KB);
  const large = buffers.take(32 * 1024 * KB);
  buffers.give(large);
  expect(buffers.take(32 * 1024 * KB) === large).toBe(false);
});
