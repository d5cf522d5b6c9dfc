/**
 * The receiver bound to settings, store and queue: it is restarted when a setting that its socket depends on changes, and it
 * knows one source more than the settings do, whose token lives only in this process: our own test plate.
 */
import { randomBytes } from "node:crypto";
import type { Arrival } from "../../shared/arrival.ts";
import type { ReceiverSettings, SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { createReceiver, type Receiver } from "../receiver/receiver.ts";
import { hashToken } from "../receiver/source-tokens.ts";
import type { AcceptedEvent, IncomingEvent } from "../store/store.ts";

export interface Receiving {
  receiver: Receiver;
  /** The token of the test source. */
  testToken: string;
  /** Starts with the settings as they are. */
  start(): Promise<void>;
  /** Takes over changed settings; restarts the listener only where it must. */
  apply(): Promise<void>;
  stop(): Promise<void>;
}

interface ReceivingDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  arrived(eventId: number, arrival: Arrival): void;
  health(): { store: unknown; queue: unknown; ok: boolean };
  clock: Clock;
  log: Log;
}

/** Name under which a test plate's source is shown. */
export const testSourceName = "Test plate";

export function createReceiving(deps: ReceivingDeps): Receiving {
  const testToken = randomBytes(24).toString("hex");
  const testSource = { id: "test-plate", name: testSourceName, tokenHash: hashToken(testToken), enabled: true };
  let current: ReceiverSettings = withTestSource(deps.settings.get().receiver);
  let socketKey = "";

  function withTestSource(receiver: ReceiverSettings): ReceiverSettings {
    return { ...receiver, sources: [...receiver.sources, testSource] };
  }

  const receiver = createReceiver({
    settings: () => current,
    secrets: deps.secrets,
    accept: deps.accept,
    arrived: deps.arrived,
    health: deps.health,
    clock: deps.clock,
    log: deps.log,
  });

  return {
    receiver,
    testToken,
    async start() {
      current = withTestSource(deps.settings.get().receiver);
      socketKey = keyOf(current);
      await receiver.start();
    },
    async apply() {
      current = withTestSource(deps.settings.get().receiver);
      const key = keyOf(current);
      if (key === socketKey) return await receiver.takeOver();
      socketKey = key;
      await receiver.stop();
      await receiver.start();
    },
    stop: () => receiver.stop(),
  };
}

/** What the listening socket depends on. */
function keyOf({ host, port, tls }: ReceiverSettings): string {
  return JSON.stringify([host, port, tls]);
}
