/** One simulated Home Assistant with two phones, and a destination set up for it; what it keeps lasts over all its deliveries. */

import { DeliveryError, type ForwarderContext } from "../../../src/main/forwarders/forwarder.ts";
import { homeAssistant } from "../../../src/main/forwarders/home-assistant.ts";
import { createHttpClient } from "../../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../../src/main/forwarders/kit/keeper.ts";
import type { PlateRead } from "../../../src/shared/plate-read.ts";
import { type HomeAssistantSimulator, homeAssistantToken, startHomeAssistant } from "../../simulators/home-assistant.ts";
import * as deliveries from "../deliveries.ts";
import { listsOf } from "../lists.ts";
import { expectTold } from "../told.ts";

export const phones = ["mobile_app_annas_iphone", "mobile_app_pixel_8"];

export type Lists = Record<string, { plate: string; name: string }[]>;

export interface HomeAssistantDestination {
  server: HomeAssistantSimulator;
  lists: Lists;
  /** What the receipt says. A delivery of the same id goes on where the last one ended. */
  deliver(read?: Partial<PlateRead>, deliveryId?: string): Promise<string>;
  check(): Promise<string>;
  choices(key: string): Promise<unknown>;
  /** Resolves once replies are heard; `done` is what listening ends in. */
  listen(): Promise<{ stop(): void; done: Promise<unknown> }>;
  /** Lets the destination's clock go on. */
  pass(ms: number): void;
}

/** `endings` is what the test file runs after each test. */
export async function homeAssistantDestination(
  endings: (() => Promise<unknown>)[],
  entered: Record<string, unknown> = {},
  lists: Lists = {},
): Promise<HomeAssistantDestination> {
  const server = await startHomeAssistant();
  const http = createHttpClient({ timeoutMs: 10_000 });
  const kept = createKeeper();
  endings.push(server.close, http.close, kept.close);
  const settings = homeAssistant.settings.parse({ url: server.origin, accessToken: homeAssistantToken, ...entered });
  let now = Date.now();
  const { images } = deliveries.oneVehicle();
  const context = (signal = new AbortController().signal): ForwarderContext<typeof settings> => ({
    ...{ settings, images, camera: "gate-1", lists: listsOf(lists), keep: kept.keep, signal, now: () => now },
    http: { request: (request) => http.request({ signal, ...request }) },
  });
  return {
    ...{ server, lists },
    async deliver(part = {}, deliveryId = "inst-42") {
      const { delivery } = deliveries.oneVehicle();
      const read = deliveries.sampleRead(part);
      const { summary } = await homeAssistant.deliver({ ...delivery, deliveryId, reads: [read], read }, context());
      expectTold(summary);
      return summary;
    },
    check: async () => (await homeAssistant.check(context())).message,
    choices: async (key) => homeAssistant.choices?.(key, context()),
    async listen() {
      const stop = new AbortController();
      let done: Promise<unknown> = Promise.resolve();
      const ready = new Promise<void>((resolve) => {
        done = homeAssistant.listen?.(context(stop.signal), resolve) ?? done;
      });
      await Promise.race([ready, done]);
      endings.push(async () => {
        stop.abort();
        await done.catch(() => {});
      });
      return { stop: () => stop.abort(), done };
    },
    pass(ms) {
      now += ms;
    },
  };
}

/** The DeliveryError that the work ends in. */
export async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  if (error.message.includes(homeAssistantToken)) throw new Error("the message holds the access token");
  expectTold(error.message);
  return error;
}
