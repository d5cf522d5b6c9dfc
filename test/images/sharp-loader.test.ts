import { describe, expect, it } from "vitest";
import { renderSvg, withSharp } from "../../src/main/images/sharp-loader.ts";

const gif = Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64");
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="red"/></svg>';

describe("libvips", () => {
  it("has every decoder blocked but JPEG, PNG and WebP, whatever the first bytes say", async () => {
    for (const bytes of [gif, Buffer.from(svg)]) {
      await expect(withSharp((make) => make(bytes).png().toBuffer())).rejects.toThrow("unsupported image format");
    }
  });

  it("has SVG open only while our own drawing runs", async () => {
    expect((await renderSvg(svg, (picture) => picture.png().toBuffer())).subarray(1, 4).toString()).toBe("PNG");
    await expect(withSharp((make) => make(Buffer.from(svg)).png().toBuffer())).rejects.toThrow("unsupported image format");
  });

  it("works on two pictures at once and lets the others wait in order", async () => {
    let running = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2, 3, 4].map((number) =>
        withSharp(async () => {
          order.push(number);
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });
});
