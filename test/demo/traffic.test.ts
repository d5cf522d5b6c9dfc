import { describe, expect, it } from "vitest";
import { recognise } from "../../src/main/receiver/recognition.ts";
import { plateKey } from "../../src/shared/plate-list.ts";
import { cameras, passing, staff, wanted, webhookOf } from "./traffic.ts";

/** As many as pass within the first minute. */
const minute = Array.from({ length: 30 }, (_, number) => passing(number));

describe("the demo's traffic", () => {
  it("shows within a minute every camera, every light, several vehicles, a plate that cannot be read, and every listed plate", () => {
    expect(new Set(minute.map(({ camera }) => camera))).toEqual(new Set(cameras));
    expect(new Set(minute.map(({ light }) => light)).size).toBe(5);
    expect(new Set(minute.map(({ vehicles }) => vehicles.length))).toEqual(new Set([1, 2, 3]));
    const vehicles = minute.flatMap((one) => one.vehicles);
    expect(vehicles.some(({ read }) => !read)).toBe(true);
    const seen = new Set(vehicles.filter(({ read }) => read).map(({ plate }) => plate));
    for (const { plate } of [...staff, ...wanted]) expect(seen).toContain(plate);
  });

  it("never shows one vehicle twice in a picture", () => {
    for (let number = 0; number < 500; number += 1) {
      const plates = passing(number).vehicles.map(({ plate }) => plate);
      expect(new Set(plates).size).toBe(plates.length);
    }
  });

  it("posts what the receiver understands: one read per vehicle, its plate and places", async () => {
    for (const number of [0, 3, 4, 7]) {
      const passed = passing(number);
      const { recognition, image } = await webhookOf(passed, { number, at: new Date(1_795_000_000_000) });
      expect(image.subarray(0, 3).toString("hex")).toBe("ffd8ff");
      const understood = recognise(JSON.parse(JSON.stringify(recognition)));
      expect(understood).toMatchObject({ kind: "recognition", camera: passed.camera });
      expect(understood.reads).toHaveLength(passed.vehicles.length);
      for (const [index, vehicle] of passed.vehicles.entries()) {
        const read = understood.reads[index];
        expect(read?.plate ?? null).toBe(vehicle.read ? plateKey(vehicle.plate).toLowerCase() : null);
        expect(read).toMatchObject({ make: vehicle.make, color: vehicle.color, vehicleType: vehicle.type });
        expect(read?.vehicleBox).not.toBeNull();
        expect(read?.plateBox !== null).toBe(vehicle.read);
      }
    }
  });
});
