import { describe, expect, it } from "vitest";
import { chipsOf, hasPlateCrop, momentOf, rowsOf, senderOf } from "../../../src/renderer/feed/rows.ts";
import type { StoredImage } from "../../../src/shared/plate-read.ts";
import { madeUpChip, madeUpEvent, madeUpFeed, madeUpRead } from "./made-up.ts";

const scene: StoredImage = {
  id: 5,
  eventId: 1,
  role: "scene",
  part: "upload",
  filename: "a.jpg",
  contentType: "image/jpeg",
  size: 10,
  width: 100,
  height: 50,
  unreadable: null,
};
const plateBox = { xmin: 1, ymin: 1, xmax: 2, ymax: 2 };

describe("rows", () => {
  it("are one for each read, and one for an event without reads", () => {
    const two = madeUpFeed(2, { reads: [madeUpRead({ id: 20 }), madeUpRead({ id: 21 })] });
    const none = madeUpFeed(1, { reads: [] });
    expect(rowsOf([two, none]).map((row) => row.key)).toEqual(["2-20", "2-21", "1"]);
  });

  it("are the very same objects for an unchanged event, so that they are not drawn again", () => {
    const feed = madeUpFeed(1);
    expect(rowsOf([feed])[0]).toBe(rowsOf([madeUpFeed(2), feed])[1]);
  });

  it("show the deliveries of their own read and of the whole event", () => {
    const mine = madeUpChip(1, { deliveryId: 1, readId: 10 });
    const other = madeUpChip(1, { deliveryId: 2, readId: 11 });
    const whole = madeUpChip(1, { deliveryId: 3, readId: null });
    const feed = madeUpFeed(1, { chips: [mine, other, whole] });
    expect(chipsOf(feed, 10)).toEqual([mine, whole]);
    expect(chipsOf(feed, null)).toHaveLength(3);
  });
});

describe("a plate's crop", () => {
  it("can be cut from a readable scene by its box", () => {
    expect(hasPlateCrop(madeUpEvent({ images: [scene] }), madeUpRead({ plateBox }))).toBe(true);
  });

  it("is not asked for where there is no box, no scene, or a scene that cannot be read", () => {
    expect(hasPlateCrop(madeUpEvent({ images: [scene] }), madeUpRead())).toBe(false);
    expect(hasPlateCrop(madeUpEvent(), madeUpRead({ plateBox }))).toBe(false);
    expect(hasPlateCrop(madeUpEvent({ images: [{ ...scene, unreadable: "cut off" }] }), madeUpRead({ plateBox }))).toBe(false);
  });

  it("is the recogniser's own where it sent one", () => {
    expect(hasPlateCrop(madeUpEvent({ images: [{ ...scene, role: "plate" }] }), madeUpRead())).toBe(true);
  });
});

it("a row's moment is the recogniser's, else the webhook's arrival", () => {
  expect(momentOf({ event: madeUpEvent(), read: madeUpRead({ capturedAt: 900 }) })).toBe(900);
  expect(momentOf({ event: madeUpEvent({ receivedAt: 1_000 }), read: null })).toBe(1_000);
});

it("a sender without a camera id is known by its headers, its source, or its address", () => {
  const headers = { cameraId: "c-9", cameraName: null, macAddress: null, serialNumber: null };
  expect(senderOf(madeUpEvent({ camera: "", headers }))).toBe("c-9");
  expect(senderOf(madeUpEvent({ camera: "", remoteAddress: "10.0.0.7" }))).toBe("10.0.0.7");
  expect(senderOf(madeUpEvent({ camera: "" }))).toBeNull();
});
