import { readFileSync } from "node:fs";
import { z } from "zod";
import { writeFileAtomically } from "../settings/private-file.ts";

const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean().default(false),
});
/** Place and size of the window, in the screen's own (device-independent) pixels. */
export type Bounds = z.infer<typeof Bounds>;
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const smallest = { width: 800, height: 560 };
const usual = { width: 1280, height: 800 };

/**
 * Where the window opens: as it was last time where enough of its title bar is on a screen to be gripped, else in the usual
 * size and in the middle (x and y absent). Never larger than the screen, never smaller than the console can be used.
 */
export function fitBounds(last: Bounds | null, screens: readonly Area[]): Partial<Bounds> & { width: number; height: number } {
  const screen = last ? screens.find((area) => gripOn(last, area)) : undefined;
  if (!last || !screen) {
    const first = screens[0] ?? { x: 0, y: 0, ...usual };
    return { width: Math.min(usual.width, first.width), height: Math.min(usual.height, first.height) };
  }
  return {
    ...last,
    width: Math.max(smallest.width, Math.min(last.width, screen.width)),
    height: Math.max(smallest.height, Math.min(last.height, screen.height)),
  };
}

function gripOn(window: Area, screen: Area): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return across >= 120 && window.y >= screen.y - 8 && window.y <= screen.y + screen.height - 40;
}

/** Null where nothing was kept, or what was kept makes no sense: the window then opens as the first time. */
export function readBounds(path: string): Bounds | null {
  try {
    return Bounds.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** A window that forgets its place is no reason to trouble anyone: failures are left alone. */
export function keepBounds(path: string, bounds: Bounds): void {
  try {
    writeFileAtomically(path, JSON.stringify(bounds));
  } catch {
    // The disk is full or the folder read-only; the core tells about that.
  }
}
