/**
 * Keeps a broken graphics driver from ending the receiver. Chromium draws through a GPU process, and when that has died six times
 * it ends the whole program on the spot ("GPU process isn't usable. Goodbye."): https://github.com/electron/electron/issues/43278.
 *
 *   the GPU process dies, a first and a second time --> Chromium starts it again
 *   a third time within ten minutes ------------------> the program ends in order, and starts anew with `--software-drawing`
 *   --software-drawing, or --background --------------> that process leaves the graphics card alone
 */
import type { App } from "electron";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";

/** What a start is given to draw its window without the graphics card. */
export const softwareDrawing = "--software-drawing";

const tooOften = 3;
const withinMs = 10 * 60_000;

/** Calls `startAnew`, once, when the GPU process dies again and again. */
export function watchGraphics(deps: { app: Pick<App, "on">; clock: Pick<Clock, "now">; log: Log; startAnew(): void }): void {
  const { app, clock, log, startAnew } = deps;
  let deaths: number[] = [];
  app.on("child-process-gone", (_gone, { type, reason, exitCode }) => {
    // One that finds no use for the graphics card ends by itself, and Chromium starts another one that does not try.
    if (type !== "GPU" || reason === "clean-exit" || deaths.length >= tooOften) return;
    const now = clock.now();
    deaths = [...deaths.filter((at) => at > now - withinMs), now];
    log.warn("The process that draws the window ended.", { reason, exitCode, times: deaths.length });
    if (deaths.length < tooOften) return;
    log.error("The window cannot be drawn with the graphics card. Plate Courier starts anew and draws it without.");
    startAnew();
  });
}
