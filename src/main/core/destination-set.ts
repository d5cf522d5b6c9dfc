/**
 * The destinations in use, bound to their forwarders. Whenever the settings change, the changed ones are bound anew; a
 * replaced one's connections are closed only after its deliveries had time to end, because they finish with the old settings. What
 * destinations say by themselves is heard from here (listeners.ts).
 */
import type { Destination } from "../../shared/destination.ts";
import { type BindDeps, type BoundDestination, bindDestination } from "./destinations.ts";
import { createForwarderListeners, type ForwarderListeners } from "./listeners.ts";

export interface DestinationSet {
  all(): BoundDestination[];
  get(id: string): BoundDestination | undefined;
  /** Binds what is new or changed. Calls run one after the other. */
  use(destinations: readonly Destination[]): Promise<void>;
  /** The next use() binds all of them anew, with connections and sessions of their own. */
  forget(): void;
  /** What is heard of destinations, and what is not. */
  listeners: Pick<ForwarderListeners, "again" | "soon" | "attention">;
  close(): Promise<void>;
}

export function createDestinationSet(deps: BindDeps & { onListening(): void }): DestinationSet {
  let bound = new Map<string, { from: string; destination: BoundDestination }>();
  const retired = new Map<BoundDestination, () => void>();
  const listeners = createForwarderListeners({ ...deps, onChange: deps.onListening });
  let turn = Promise.resolve();
  const all = () => [...bound.values()].map((known) => known.destination);

  function retire(destination: BoundDestination): void {
    const cancel = deps.clock.after(2 * destination.queue.timeoutMs, () => {
      retired.delete(destination);
      destination.close().catch((error: unknown) => deps.log.warn("Connections could not be closed.", { error: String(error) }));
    });
    retired.set(destination, cancel);
  }

  async function bindAll(destinations: readonly Destination[]): Promise<void> {
    const next: typeof bound = new Map();
    for (const destination of destinations) {
      const from = JSON.stringify(destination);
      const known = bound.get(destination.id);
      next.set(destination.id, known?.from === from ? known : { from, destination: await bindDestination(destination, deps) });
    }
    for (const [id, known] of bound) if (next.get(id) !== known) retire(known.destination);
    bound = next;
    listeners.use(all());
  }

  return {
    all,
    listeners,
    get: (id) => bound.get(id)?.destination,
    use(destinations) {
      const done = turn.then(() => bindAll(destinations));
      turn = done.catch(() => {});
      return done;
    },
    forget() {
      for (const known of bound.values()) known.from = "";
    },
    async close() {
      await turn;
      await listeners.stop();
      for (const cancel of retired.values()) cancel();
      const open = [...retired.keys(), ...all()];
      await Promise.all(open.map((destination) => destination.close()));
    },
  };
}
