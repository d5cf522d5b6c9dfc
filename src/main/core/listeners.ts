/**
 * Keeps the ears of destinations open: those whose forwarder hears something by itself (Forwarder.listen).
 *
 * hearing -> (it throws) waiting, 5 s at first and up to 5 min -> hearing. After "unauthorized" or "misconfigured" it has given up and
 * is silent, because vendors ban who keeps knocking, until the operator changed something that could mend it (a mere new name does
 * not count) or pressed Resume. One that ends by itself has nothing to hear. Whatever happens here, deliveries go on.
 */
import type { Attention } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import { DeliveryError } from "../forwarders/forwarder.ts";
import { type Log, stackOf } from "../log.ts";
import type { BoundDestination } from "./destinations.ts";

/** What is heard of a destination; a changed one is another object. */
export type Audible = Pick<BoundDestination, "listen"> & {
  queue: Pick<BoundDestination["queue"], "id" | "name" | "revision">;
  forwarder: Pick<BoundDestination["forwarder"], "type" | "unheard">;
};

export interface ForwarderListeners {
  /** Starts, stops and replaces listeners until they are those of the destinations given. */
  use(destinations: readonly Audible[]): void;
  /** Lets one that has given up try once more. */
  again(id: string): void;
  /** It has just taken a delivery: one that waits for its next try need not wait any longer. */
  soon(id: string): void;
  /** What a person should know: which are not heard, and why. */
  attention(): Attention[];
  /** Resolves when nothing is heard any more. */
  stop(): Promise<void>;
}

export interface ListenerDeps {
  clock: Clock;
  log: Log;
  /** `attention` tells something else now. */
  onChange(): void;
}

/** Of what is told about listening to one destination. */
export const listeningKey = (destination: string) => `listening:${destination}`;

const firstWaitMs = 5000;
const lastWaitMs = 5 * 60_000;
/** One that stood as long as this starts with short waits again when it breaks. */
const steadyMs = 5 * 60_000;
/** How long one that ignores its signal is waited for. */
const graceMs = 2000;
/** A restart of the destination breaks a connection off too: only when it cannot be made anew, a person hears of it. */
const worthTelling = 2;

interface Ear {
  destination: Audible;
  stop: AbortController;
  done: Promise<void>;
  /** Failures one after the other, and what the last one said. */
  failures: number;
  problem: string;
  gaveUp: boolean;
  /** Ends the wait for its next try; null while it does not wait. */
  hurry: (() => void) | null;
}

export function createForwarderListeners({ clock, log, onChange }: ListenerDeps): ForwarderListeners {
  const ears = new Map<string, Ear>();
  /** On their way out. */
  const closing = new Set<Promise<void>>();

  function open(destination: Audible, before: Promise<void>): void {
    const ear: Ear = {
      destination,
      stop: new AbortController(),
      done: before,
      failures: 0,
      problem: "",
      gaveUp: false,
      hurry: null,
    };
    ears.set(destination.queue.id, ear);
    ear.done = before.then(() => hear(ear, destination));
  }

  async function hear(ear: Ear, { listen, queue: { id } }: Audible): Promise<void> {
    const { signal } = ear.stop;
    let wait = firstWaitMs;
    const ready = () => {
      ear.failures = 0;
      onChange();
    };
    while (listen && !signal.aborted) {
      const startedAt = clock.now();
      try {
        await listen(signal, ready);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (clock.now() - startedAt >= steadyMs) wait = firstWaitMs;
        note(ear, id, error);
        onChange();
        if (ear.gaveUp) return;
      }
      await pause(wait, ear, clock);
      wait = Math.min(wait * 2, lastWaitMs);
    }
  }

  function note(ear: Ear, destination: string, error: unknown): void {
    const known = error instanceof DeliveryError;
    const said = { destination, error: known ? error.message : stackOf(error) };
    const problem = known ? error.message : "This is a fault in Plate Courier itself; the log says more.";
    ear.gaveUp = known && (error.kind === "unauthorized" || error.kind === "misconfigured");
    if (ear.gaveUp) log.error("A destination is not listened to any more until its settings change.", said);
    // The same sentence every few minutes would only bury others.
    else if (ear.failures === 0 || problem !== ear.problem)
      log.warn("Listening to a destination broke off; it is tried again.", said);
    ear.failures += 1;
    ear.problem = problem;
  }

  /** Resolves when it has ended, or has ignored its signal for too long. */
  function close({ destination, stop, done }: Ear): Promise<void> {
    stop.abort();
    const closed = new Promise<void>((resolve) => {
      const cancel = clock.after(graceMs, () => {
        log.error("Listening to a destination does not end although it was told to.", { destination: destination.queue.id });
        resolve();
      });
      void done.then(() => {
        cancel();
        resolve();
      });
    }).finally(() => closing.delete(closed));
    closing.add(closed);
    return closed;
  }

  return {
    use(destinations) {
      const wanted = new Map(destinations.map((destination) => [destination.queue.id, destination]));
      const before = new Map<string, Promise<void>>();
      for (const [id, ear] of ears) {
        const next = wanted.get(id);
        if (next === ear.destination) continue;
        if (next && ear.gaveUp && next.queue.revision === ear.destination.queue.revision) {
          ear.destination = next;
          continue;
        }
        ears.delete(id);
        before.set(id, close(ear));
      }
      for (const [id, destination] of wanted)
        if (destination.listen && !ears.has(id)) open(destination, before.get(id) ?? Promise.resolve());
    },
    again(id) {
      const ear = ears.get(id);
      if (!ear?.gaveUp) return;
      open(ear.destination, ear.done);
      onChange();
    },
    soon: (id) => ears.get(id)?.hurry?.(),
    attention: () =>
      [...ears].flatMap(([id, { destination, gaveUp, failures, problem }]): Attention[] => {
        if (!gaveUp && failures < worthTelling) return [];
        const next = gaveUp
          ? "It is tried again when its settings change or the destination is resumed."
          : "It is tried again by itself.";
        const text = [`${destination.queue.name}:`, destination.forwarder.unheard, problem, next].filter(Boolean).join(" ");
        const { type, unheard } = destination.forwarder;
        const about = { kind: "listening", name: destination.queue.name, problem, gaveUp } as const;
        const told = { ...about, forwarder: unheard === undefined ? null : type };
        return [{ level: gaveUp ? "error" : "warning", key: listeningKey(id), text, about: told }];
      }),
    async stop() {
      const open = [...ears.values()];
      ears.clear();
      for (const ear of open) void close(ear);
      await Promise.all(closing);
    },
  };
}

function pause(ms: number, ear: Ear, clock: Clock): Promise<void> {
  const { signal } = ear.stop;
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      ear.hurry = null;
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    ear.hurry = end;
    signal.addEventListener("abort", end, { once: true });
  });
}
