/** One simulated service, and a destination set up for it, for the tests of what is special about SOAP. */

import { expect } from "vitest";
import { DeliveryError, type ForwarderContext } from "../../../src/main/forwarders/forwarder.ts";
import { createHttpClient } from "../../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../../src/main/forwarders/kit/keeper.ts";
import { soap } from "../../../src/main/forwarders/soap.ts";
import { type SoapOptions, type SoapSimulator, startSoap } from "../../simulators/soap.ts";
import * as deliveries from "../deliveries.ts";
import { noLists } from "../lists.ts";
import { expectTold } from "../told.ts";

export const account = { user: "lpr", serviceKey: "secret<soap>&word" };

export interface SoapDestination {
  server: SoapSimulator;
  /** Every read of the sample, one after the other; the summaries of the receipts. */
  deliver(sample?: deliveries.Sample, signal?: AbortSignal): Promise<string[]>;
  check(): Promise<string>;
  /** Lets the destination's clock go on. */
  pass(ms: number): void;
  /** The calls as they came, without the WSDL's requests. */
  posts(): SoapSimulator["requests"];
}

/** `endings` is what the test file runs after each test. */
export async function soapDestination(
  endings: (() => Promise<unknown>)[],
  options: Partial<SoapOptions> = {},
  entered: Record<string, unknown> = {},
): Promise<SoapDestination> {
  const server = await startSoap({ ...account, ...options });
  const http = createHttpClient({ timeoutMs: 10_000 });
  const kept = createKeeper();
  endings.push(server.close, http.close, kept.close);
  const settings = soap.settings.parse({ wsdlUrl: server.wsdlUrl, ...account, ...entered });
  let now = 1_795_000_001_000;
  const context = (images: deliveries.Sample["images"], signal: AbortSignal): ForwarderContext<typeof settings> => ({
    ...{ settings, images, camera: "gate-1", lists: noLists, keep: kept.keep, signal },
    http: { request: (request) => http.request({ signal, ...request }) },
    now: () => now,
  });
  return {
    server,
    async deliver({ delivery, images } = deliveries.oneVehicle(), signal = new AbortController().signal) {
      const summaries: string[] = [];
      for (const read of delivery.reads) {
        const { summary, body } = await soap.deliver({ ...delivery, reads: [read], read }, context(images, signal));
        summaries.push(`${summary.replace(/\d+ ms/, "N ms")}: ${body}`);
      }
      return summaries;
    },
    check: async () => (await soap.check(context(deliveries.oneVehicle().images, new AbortController().signal))).message,
    pass: (ms) => {
      now += ms;
    },
    posts: () => server.requests.filter(({ method }) => method === "POST"),
  };
}

/** The DeliveryError that the work ends in; it holds no secret. */
export async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  expect(error.message).not.toContain(account.serviceKey);
  expect(error.message).not.toContain("secret&lt;soap");
  expectTold(error.message);
  return error;
}

/** A read that differs from the usual one. */
export function sampleWith(part: Parameters<typeof deliveries.sampleRead>[0]): deliveries.Sample {
  const sample = deliveries.oneVehicle();
  return { ...sample, delivery: { ...sample.delivery, reads: [deliveries.sampleRead(part)] } };
}
