/** A destination set up for a broker, for the tests of what is special about MQTT; what it keeps lasts over all its deliveries. */
import type { ForwarderContext, ImageSource } from "../../../src/main/forwarders/forwarder.ts";
import { createHttpClient } from "../../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../../src/main/forwarders/kit/keeper.ts";
import { mqtt } from "../../../src/main/forwarders/mqtt.ts";
import type { Receipt } from "../../../src/shared/delivery.ts";
import type { PlateRead } from "../../../src/shared/plate-read.ts";
import * as deliveries from "../deliveries.ts";
import { noLists } from "../lists.ts";

export interface MqttDestination {
  deliver(read?: Partial<PlateRead>, more?: { camera?: string; signal?: AbortSignal }): Promise<Receipt>;
  check(): Promise<string>;
  /** Resolves once it listens; `done` is what listening ends in. */
  listen(): Promise<{ stop(): void; done: Promise<unknown> }>;
  /** The same without waiting for anything. */
  listenUntil(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** `endings` is what the test file runs after each test. */
export function mqttDestination(
  endings: (() => Promise<unknown>)[],
  entered: Record<string, unknown>,
  lists = noLists,
): MqttDestination {
  const http = createHttpClient({ timeoutMs: 10_000 });
  const kept = createKeeper();
  endings.push(http.close, kept.close);
  const settings = mqtt.settings.parse(entered);
  const context = (camera: string, signal: AbortSignal, images: ImageSource): ForwarderContext<typeof settings> => ({
    ...{ settings, http, images, camera, lists, keep: kept.keep, signal, now: () => 1_795_000_001_000 },
  });
  return {
    deliver(part = {}, { camera = "gate-1", signal = new AbortController().signal } = {}) {
      const { delivery, images } = deliveries.oneVehicle();
      const read = deliveries.sampleRead(part);
      return mqtt.deliver({ ...delivery, reads: [read], read }, context(camera, signal, images));
    },
    check: async () => (await mqtt.check(context("", new AbortController().signal, deliveries.oneVehicle().images))).message,
    async listen() {
      const stop = new AbortController();
      let done: Promise<unknown> = Promise.resolve();
      const ready = new Promise<void>((resolve) => {
        done = mqtt.listen?.(context("", stop.signal, deliveries.oneVehicle().images), resolve) ?? done;
      });
      await Promise.race([ready, done]);
      return { stop: () => stop.abort(), done };
    },
    listenUntil: async (signal) => mqtt.listen?.(context("", signal, deliveries.oneVehicle().images), () => {}),
    close: kept.close,
  };
}
