import type { Log } from "../log.ts";
import type { Outcome } from "./attempt.ts";
import type { Breaker } from "./breaker.ts";
import type { CameraPauses } from "./camera-pauses.ts";
import { reachability } from "./retry-policy.ts";
import type { Standing } from "./standing.ts";

/** One attempt that has ended, and what it was made with. */
export interface Lesson {
  outcome: Outcome;
  destinationId: string;
  camera: string;
  probe: boolean;
  /** The settings that it was made with. */
  revision: string;
  now: number;
}

/** What a lesson changes. */
export interface Learner {
  standing: Standing;
  breaker: Breaker;
  cameras: CameraPauses;
  log: Log;
}

/** Draws from one outcome what it means for the destination. True when the destination answers again after its breaker was open. */
export function learn(lesson: Lesson, { standing, breaker, cameras, log }: Learner): boolean {
  const { outcome, destinationId, camera, probe, now } = lesson;
  if (outcome.is === "interrupted") return false;
  const failed = outcome.is === "failed";
  const kind = failed ? outcome.kind : "delivered";
  const retryAfterMs = failed ? outcome.retryAfterMs : undefined;
  const cameraOnly = failed && outcome.cameraOnly && kind === "misconfigured";
  // Who knows that a camera is not there has answered, like one that refuses a single read.
  const said = cameraOnly ? "rejected" : kind;
  const change = breaker.record({ outcome: said, probe, now, retryAfterMs });
  if (cameraOnly) {
    cameras.pause(camera, outcome.message, now);
    standing.alive(false);
    log.warn("A camera of a destination is paused until the operator acts; its other cameras go on.", {
      destination: destinationId,
      camera,
    });
  } else if (failed && (kind === "unauthorized" || kind === "misconfigured")) {
    standing.pauseByQueue(kind, outcome.message, lesson.revision);
    log.warn("A destination is paused until the operator acts.", { destination: destinationId, kind });
  } else if (failed && (kind === "internal" || reachability(kind) === "failing")) {
    standing.failed(outcome.message);
  } else if (reachability(kind) === "reachable") {
    standing.alive(kind === "delivered");
  }
  if (change === "opened")
    log.warn("A destination does not answer; it is probed until it does.", { destination: destinationId, kind });
  if (change === "closed") log.info("A destination answers again.", { destination: destinationId });
  return change === "closed";
}
