/** Electron on Linux, as far as sharp can tell; a file of its own, because a process loads sharp once. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ImageUnreadableError } from "../../src/main/images/decode.ts";
import { annotate, cropPlate, pictureSize, thumbnail } from "../../src/main/images/edit.ts";
import { drawScene } from "../../src/main/images/sample-scene.ts";

const scene = readFileSync(new URL("../fixtures/images/scene.jpg", import.meta.url));
const plateBox = { xmin: 550, ymin: 512, xmax: 710, ymax: 554 };

const dlopen = process.dlopen;
beforeAll(() => void Object.defineProperty(process.versions, "electron", { value: "45.0.0", configurable: true }));
afterAll(() => void Reflect.deleteProperty(process.versions, "electron"));

test.runIf(process.platform === "linux")(
  "pictures are worked on without native code, and other modules load as before",
  async () => {
    const crop = await cropPlate(scene, plateBox);
    expect(crop && (await pictureSize(crop))).toEqual({ width: 160, height: 42 });
    expect(await pictureSize(await thumbnail(scene, { width: 320 }))).toEqual({ width: 320, height: 180 });
    expect(await pictureSize(await annotate(scene, [plateBox]))).toEqual({ width: 1280, height: 720 });
    expect(await pictureSize((await drawScene({ plate: "ABC123", seed: 1 })).jpeg)).toEqual({ width: 1280, height: 720 });
    await expect(pictureSize(Buffer.from("no picture"))).rejects.toThrow(ImageUnreadableError);

    const { sharedObjects } = process.report.getReport() as { sharedObjects: string[] };
    expect(sharedObjects.filter((path) => path.includes("libvips"))).toEqual([]);
    expect(process.dlopen).toBe(dlopen);
    expect(process.listeners("exit").map(String).join(), "what would keep the process from ending").not.toContain("vips");
  },
);
