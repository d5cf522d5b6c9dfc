import { type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { DestinationState } from "../store/store.ts";
import type { CameraPause } from "./camera-pauses.ts";
import type { Listeners } from "./listeners.ts";
import type { QueueState } from "./queue.ts";

/** What a destination's state is made of. */
export interface StateParts {
  destinationId: string;
  enabled: boolean;
  standing: Readonly<DestinationState>;
  /** Paused while the others go on. */
  cameras: readonly CameraPause[];
  /** Has deliveries waiting or under way. */
  hasWork: boolean;
  /** The next moment at which something is tried again; null when nothing waits for one. */
  nextAttemptAt: number | null;
}

/** How a destination stands, most important first: switched off, paused, failing, a camera paused, at work, fine. */
export function describeState({ destinationId, enabled, standing, cameras, hasWork, nextAttemptAt }: StateParts): QueueState {
  const nothing = { since: null, pausedBy: null, camera: null, reason: null, nextAttemptAt: null };
  const calm: QueueState = { destinationId, name: "idle", ...nothing };
  if (!enabled) return { ...calm, name: "disabled" };
  if (standing.pausedBy !== null) {
    const { pausedBy, since, until } = standing;
    const reason = standing.reason ?? phrase("queue.pausedByHand");
    return { ...calm, name: "paused", since, pausedBy, reason, nextAttemptAt: until };
  }
  if (standing.failingSince !== null) {
    const reason = standing.reason ?? phrase("queue.notSucceeded");
    return { ...calm, name: "retrying", since: standing.failingSince, reason, nextAttemptAt };
  }
  const first = cameras[0];
  if (first !== undefined) {
    const { since, camera } = first;
    return { ...calm, name: "cameraPaused", since, camera, reason: reasonOf(first, cameras) };
  }
  if (hasWork) return { ...calm, name: "waiting", nextAttemptAt };
  if (standing.lastSuccessAt !== null) return { ...calm, name: "ok", since: standing.lastSuccessAt };
  return calm;
}

function reasonOf(first: CameraPause, all: readonly CameraPause[]): Phrase {
  const others = all.slice(1).map(({ camera }) => camera);
  return sentences(
    phrase("queue.cameraWaits", { camera: first.camera, reason: first.reason }),
    others.length > 0 && phrase("queue.camerasToo", { cameras: others.join(", ") }),
  );
}

/** Changes between these are worth a glance, not an alarm, and happen with each delivery. */
const ordinary: ReadonlySet<string> = new Set(["idle", "ok", "waiting"]);
const ordinaryWaitMs = 250;

/**
 * Tells the listeners of a destination's state when it has changed: at once when a person may have to know, else a quarter
 * of a second later, so that a busy destination does not announce itself twice per delivery.
 */
export function createAnnouncer(read: () => QueueState, listeners: Listeners<QueueState>, clock: Clock): () => void {
  let told = "";
  let toldName = "";
  let cancel: (() => void) | null = null;

  function tell(): void {
    cancel?.();
    cancel = null;
    const state = read();
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    toldName = state.name;
    listeners.tell(state);
  }

  return () => {
    if (!listeners.any) return;
    const { name } = read();
    if (!(ordinary.has(name) && ordinary.has(toldName))) tell();
    else cancel ??= clock.after(ordinaryWaitMs, tell);
  };
}
