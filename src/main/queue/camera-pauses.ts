import type { Phrase } from "../../shared/phrases/phrase.ts";
/**
 * The cameras of one destination that wait for the operator while its other cameras go on: the destination does not know the
 * camera that this one is mapped to (any more).
 *
 *   going --misconfigured, this camera only--> paused --new settings, resumed or retried by hand, restart--> going
 *
 * In memory only, on purpose: after a restart one read of the camera asks the destination again, which costs one request and
 * finds out by itself that somebody brought the camera back.
 */
export interface CameraPauses {
  readonly all: readonly CameraPause[];
  has(camera: string): boolean;
  /** Keeps the first reason and time of a camera that is paused already. */
  pause(camera: string, reason: Phrase, now: number): void;
  clear(): void;
}

/** `since` in milliseconds since the epoch; `reason` in the operator's words. */
export interface CameraPause {
  camera: string;
  reason: Phrase;
  since: number;
}

/** No camera paused. */
export function createCameraPauses(): CameraPauses {
  const paused = new Map<string, CameraPause>();
  return {
    get all() {
      return [...paused.values()];
    },
    has: (camera) => paused.has(camera),
    pause(camera, reason, since) {
      if (!paused.has(camera)) paused.set(camera, { camera, reason, since });
    },
    clear: () => paused.clear(),
  };
}
