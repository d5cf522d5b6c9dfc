import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLog } from "../../src/main/log.ts";
import { createDispatcher } from "../../src/main/queue/dispatcher.ts";
import type { Dispatcher, QueueDestination } from "../../src/main/queue/queue.ts";
import { type RoutableDestination, routeEvent } from "../../src/main/queue/route.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { type IncomingEvent, type Store, StoreUnavailableError } from "../../src/main/store/store.ts";
import type { Delivery, DeliveryLane, Receipt } from "../../src/shared/delivery.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { sampleDestination, sampleEvent } from "./samples.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** One call of deliver(), as a destination saw it. */
export interface Visit {
  destination: string;
  id: number;
  camera: string;
  lane: DeliveryLane;
  attempt: number;
  at: number;
}

export type Answer = (delivery: Delivery, signal: AbortSignal) => Promise<Receipt>;

/** The queue on a real store in a temporary folder, with a clock that the test moves. */
export interface Courier {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly dispatcher: Dispatcher;
  /** Every call of deliver(), in order. */
  readonly visits: Visit[];
  /** While set, these writes of the store throw StoreUnavailableError. */
  broken: Set<"claim" | "finish" | "release" | "put" | "releaseStale">;
  /** Makes destinations known to routing and queue. Gives what the queue knows of each. */
  use(...destinations: TestDestination[]): void;
  /** Accepts an event of this camera and tells the queue; returns the ids of its deliveries. */
  accept(camera?: string, changes?: Partial<IncomingEvent>): Promise<number[]>;
  statuses(): string[];
  delivery(id: number): Delivery;
  /** Stops, and starts a new dispatcher on the same store; `crash` leaves out the stopping. */
  restart(how?: "crash"): Promise<void>;
  close(): Promise<void>;
}

export interface TestDestination extends Partial<QueueDestination> {
  id: string;
  answer?: Answer;
  routable?: Partial<RoutableDestination>;
}

export const receipt: Receipt = { summary: "HTTP 200" };
export const accepts: Answer = async () => receipt;

export async function openCourier(): Promise<Courier> {
  let writes = 0;
  const clock = createVirtualClock(() => writes > 0);
  const dataDir = await mkdtemp(join(tmpdir(), "queue-"));
  /** The clock waits for what is written. */
  const counted = <Result>(result: Result): Result => {
    if (result instanceof Promise) {
      writes += 1;
      const ended = () => {
        writes -= 1;
      };
      result.then(ended, ended);
    }
    return result;
  };
  const opened = await openStore({ dataDir, clock, log: silentLog });
  const replays = new Proxy(opened.replays, {
    get(of, name) {
      const value = Reflect.get(of, name);
      return typeof value === "function" ? (...args: unknown[]) => counted(value.apply(of, args)) : value;
    },
  });
  const store: Store = { ...opened, replays };
  const broken: Courier["broken"] = new Set();
  const visits: Visit[] = [];
  let routables: RoutableDestination[] = [];
  let known: QueueDestination[] = [];
  const dice = createDice();

  /** The real one, but for the writes that the test has broken, and silent once its process is dead. */
  const mortal = <T extends object>(target: T, life: { over: boolean }): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (life.over) throw new Error("This process is dead.");
          if (broken.has(name as "claim"))
            return Promise.reject(new StoreUnavailableError(phrase("storage.full", { folder: "D:" })));
          return counted(value.apply(of, args));
        };
      },
    });
  let life = { over: false };
  function create(): Dispatcher {
    const mine = { over: false };
    life = mine;
    const mortalClock = { ...clock, after: (ms: number, call: () => void) => clock.after(ms, () => mine.over || call()) };
    const mortalStore = {
      deliveries: mortal(store.deliveries, mine),
      destinationStates: mortal(store.destinationStates, mine),
    };
    return createDispatcher({ store: mortalStore, clock: mortalClock, log: silentLog, random: dice });
  }
  let dispatcher = create();

  function toQueue({ answer = accepts, id, routable: _, ...changes }: TestDestination): QueueDestination {
    return {
      ...{ id, name: id, revision: "1", enabled: true, parallel: 4, timeoutMs: 30_000 },
      ...changes,
      deliver(delivery, signal) {
        visits.push({
          ...{ destination: id, id: delivery.id, camera: delivery.camera, lane: delivery.lane },
          ...{ attempt: delivery.attempts, at: clock.now() },
        });
        return answer(delivery, signal);
      },
    };
  }

  return {
    ...{ clock, store, visits, broken },
    get dispatcher() {
      return dispatcher;
    },
    use(...destinations) {
      routables = destinations.map(({ id, routable }) => sampleDestination({ id, ...routable }));
      known = destinations.map(toQueue);
      dispatcher.configure(known);
    },
    async accept(camera = "gate", changes = {}) {
      const event = sampleEvent({ camera, receivedAt: clock.now(), ...changes });
      const accepted = await store.events.accept(event, (incoming) => routeEvent(incoming, routables, clock.now()));
      dispatcher.accepted(accepted.deliveries);
      return accepted.deliveries.map(({ id }) => id);
    },
    statuses: () =>
      store.deliveries
        .list({ limit: 1000 })
        .map(({ delivery }) => delivery)
        .sort((one, other) => one.id - other.id)
        .map(({ status }) => status),
    delivery(id) {
      const found = store.deliveries.get(id);
      if (found === null) throw new Error(`There is no delivery ${id}.`);
      return found;
    },
    async restart(how) {
      if (how === "crash") life.over = true;
      else await dispatcher.stop();
      dispatcher = create();
      dispatcher.configure(known);
      await dispatcher.start();
    },
    async close() {
      broken.clear();
      const stopped = dispatcher.stop();
      await clock.advance(5000);
      await stopped;
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Numbers from 0 up to 1 that look random and are the same in each run. */
function createDice(): () => number {
  let seed = 42;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
}
