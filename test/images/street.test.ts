import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { cropPlate } from "../../src/main/images/edit.ts";
import { drawStreet } from "../../src/main/images/sample-scene.ts";
import { type LightName, lights } from "../../src/main/images/scene-light.ts";

const three = [
  { plate: "HH AB 4096", paint: "#2f6b4f", region: "de" },
  { plate: "8ZXC551", paint: "#d8d2c4", region: "us-ca", body: "van" },
  { plate: "TX-482-B", paint: "#a83232", region: "nl" },
] as const;

describe("a drawn street", () => {
  it.each(Object.keys(lights) as LightName[])("shows every plate where its box says, inside its vehicle (%s)", async (light) => {
    for (const count of [1, 2, 3]) {
      const { jpeg, vehicles } = await drawStreet({ vehicles: three.slice(0, count), light, seed: count });
      expect(await sharp(jpeg).metadata()).toMatchObject({ format: "jpeg", width: 1280, height: 720 });
      expect(vehicles).toHaveLength(count);
      for (const { plateBox: plate, vehicleBox: vehicle } of vehicles) {
        expect(vehicle.xmin).toBeGreaterThanOrEqual(0);
        expect(vehicle.xmax).toBeLessThanOrEqual(1280);
        expect(plate.xmin).toBeGreaterThan(vehicle.xmin);
        expect(plate.xmax).toBeLessThan(vehicle.xmax);
        expect(plate.ymax).toBeLessThan(vehicle.ymax);
        const crop = await cropPlate(jpeg, plate);
        const { channels } = await sharp(crop ?? Buffer.alloc(0))
          .greyscale()
          .stats();
        // Letters that can be told from the plate.
        expect((channels[0]?.max ?? 0) - (channels[0]?.min ?? 255)).toBeGreaterThan(100);
      }
    }
  });

  it("has no colours in infrared light", async () => {
    const { jpeg } = await drawStreet({ vehicles: three, light: "infrared", seed: 1 });
    const { data, info } = await sharp(jpeg).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
    for (let at = 0; info.channels >= 3 && at < data.length; at += info.channels * 97) {
      expect(Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0))).toBeLessThan(4);
    }
    const coloured = await drawStreet({ vehicles: three, light: "day", seed: 1 });
    const { isOpaque, channels } = await sharp(coloured.jpeg).stats();
    expect(isOpaque && Math.abs((channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0))).toBeGreaterThan(4);
  });

  it("covers a plate that cannot be read, and writes what the camera writes", async () => {
    const scene = (plate: string | null, text?: string) =>
      drawStreet({ vehicles: [{ plate, paint: "#2f5d8c" }], light: "day", seed: 5, ...(text ? { text } : {}) });
    const [clean, muddy, captioned] = [await scene("ABC123"), await scene(null), await scene("ABC123", "GATE-1  08:00:00")];
    expect(muddy.vehicles).toEqual(clean.vehicles);
    expect(muddy.jpeg.equals(clean.jpeg)).toBe(false);
    expect(captioned.jpeg.equals(clean.jpeg)).toBe(false);
  });
});
