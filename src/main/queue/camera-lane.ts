import type { Delivery } from "../../shared/delivery.ts";
import type { CameraPauses } from "./camera-pauses.ts";
import { isDue } from "./retry-policy.ts";

/**
 * One lane of one destination: which cameras have work, and whose turn it is. Only the first waiting delivery of a camera
 * is ever looked at, so that a camera's reads arrive in the order in which they were accepted; a delivery in its backoff
 * holds back those behind it and nobody else. Memory grows with the number of cameras, not of deliveries: what waits is
 * read from the store when its turn comes, and the head of a camera is remembered until something may have changed it.
 */
export interface CameraLane {
  readonly empty: boolean;
  /** This camera has work. */
  add(camera: string): void;
  /** What is remembered of this camera, or of all, may be out of date. */
  forget(camera?: string): void;
  /** A delivery of this camera is under way: its turn is over. */
  taken(camera: string): void;
  /** Looks at the cameras that are not busy; those of a paused camera can only expire. Reads the store. */
  scan(now: number, busy: ReadonlySet<string>, paused: Pick<CameraPauses, "has">): LaneScan;
  /** Whether a busy camera has a further delivery that is due already. Reads the store. */
  dueBehind(now: number, busy: ReadonlySet<string>): boolean;
  /** The clock jumped while deliveries waited. */
  clockJumped(jump: ClockJump): void;
}

/** What a lane has to offer. */
export interface LaneScan {
  /** The next delivery that may go now. */
  ready: Delivery | null;
  /** Where nothing is ready: the next moment to look again (a wait ends, a delivery expires); null when there is none. */
  nextAt: number | null;
  /** The end of the first wait; null when nothing waits. */
  wakeAt: number | null;
  /** Some delivery is past its time and must not be sent. */
  expired: boolean;
}

/** `from`: when the clock was last looked at. `spreadMs`: over how long waits that ended meanwhile are spread. */
export interface ClockJump {
  from: number;
  to: number;
  spreadMs(): number;
}

interface Slot {
  /** undefined: to be read. */
  head: Delivery | undefined;
  /** Belongs to this delivery and plan; survives forget(), so that a corrected wait is not undone by reading again. */
  wait: { deliveryId: number; plannedAt: number | null; wakeAt: number } | null;
}

/** `order`: "turns" lets every camera have its turn; "id" takes the oldest delivery that is due. */
export function createCameraLane(head: (camera: string) => Delivery | null, order: "turns" | "id"): CameraLane {
  const slots = new Map<string, Slot>();

  /** The camera's head, or null after removing a camera that has no work left. */
  function look(camera: string, slot: Slot): { delivery: Delivery; wakeAt: number } | null {
    const delivery = slot.head ?? head(camera);
    if (delivery === null) {
      slots.delete(camera);
      return null;
    }
    slot.head = delivery;
    if (slot.wait?.deliveryId !== delivery.id || slot.wait.plannedAt !== delivery.nextAttemptAt) {
      const plannedAt = delivery.nextAttemptAt;
      slot.wait = { deliveryId: delivery.id, plannedAt, wakeAt: plannedAt ?? 0 };
    }
    return { delivery, wakeAt: slot.wait.wakeAt };
  }

  return {
    get empty() {
      return slots.size === 0;
    },
    add(camera) {
      if (!slots.has(camera)) slots.set(camera, { head: undefined, wait: null });
    },
    forget(camera) {
      if (camera === undefined) for (const slot of slots.values()) slot.head = undefined;
      else {
        const slot = slots.get(camera);
        if (slot) slot.head = undefined;
      }
    },
    taken(camera) {
      const slot = slots.get(camera);
      if (!slot) return;
      slots.delete(camera);
      slots.set(camera, { ...slot, head: undefined });
    },
    scan(now, busy, paused) {
      const found: LaneScan = { ready: null, nextAt: null, wakeAt: null, expired: false };
      for (const [camera, slot] of slots) {
        if (busy.has(camera)) continue;
        const seen = look(camera, slot);
        if (seen === null) continue;
        const { delivery, wakeAt } = seen;
        if (isExpired(delivery, now)) {
          found.expired = true;
          continue;
        }
        found.nextAt = earlier(found.nextAt, delivery.expiresAt);
        if (paused.has(camera)) continue;
        if (!isDue(wakeAt, now)) {
          found.nextAt = earlier(found.nextAt, wakeAt);
          found.wakeAt = earlier(found.wakeAt, wakeAt);
        } else if (order === "turns") {
          return { ...found, ready: delivery };
        } else if (found.ready === null || delivery.id < found.ready.id) {
          found.ready = delivery;
        }
      }
      return found;
    },
    dueBehind(now, busy) {
      for (const camera of busy) {
        if (!slots.has(camera)) continue;
        const next = head(camera);
        if (next !== null && !isExpired(next, now) && isDue(next.nextAttemptAt, now)) return true;
      }
      return false;
    },
    clockJumped({ from, to, spreadMs }) {
      for (const { wait } of slots.values()) {
        if (wait === null || wait.wakeAt <= from) continue;
        if (to < from) wait.wakeAt -= from - to;
        else if (wait.wakeAt <= to) wait.wakeAt = to + spreadMs();
      }
    },
  };
}

/** Past the moment until which it is of use. */
export function isExpired(delivery: Delivery, now: number): boolean {
  return delivery.expiresAt !== null && delivery.expiresAt <= now;
}

/** The earlier of two moments, where null is never. */
export function earlier(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}
