/**
 * What every forwarder must do, whatever it talks to. Each brings a Subject: its strict simulator and settings with secrets planted in
 * them. The suite sends every shape of delivery, makes the simulator fail in every way, and looks for the planted secrets in all that
 * the forwarder says.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type CheckReport,
  DeliveryError,
  type Forwarder,
  type ForwarderContext,
  type PlateListDesk,
} from "../../src/main/forwarders/forwarder.ts";
import { createHttpClient, type DestinationHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import type { FailureKind, Receipt } from "../../src/shared/delivery.ts";
import * as deliveries from "./deliveries.ts";
import { noLists } from "./lists.ts";
import { expectTold } from "./told.ts";

/** How a simulator is told to fail. */
export interface Failing {
  status(status: number, headers?: Record<string, string>, body?: string): void;
  neverAnswer(): void;
  reset(): void;
  resetMidBody(): void;
  recover(): void;
}

export interface Subject {
  /** Settings that work with the simulator, the planted secrets in them. */
  settings(): Record<string, unknown>;
  /** Texts that no message, receipt or report may hold. */
  secrets: readonly string[];
  failing: Failing;
  /** How the test is made to fail, where it asks something else than a delivery does. */
  failingCheck?: Failing;
  /** The destination's camera to deliver to; "gate-1" where absent. */
  camera?: string;
  lists?: PlateListDesk;
  /** Settings that make the forwarder wait a second at most, where it does not ask over HTTP. */
  impatient?: Record<string, unknown>;
  /** Requests that the simulator took as valid since the last call. */
  taken(): number;
  /** Why the simulator refused one, since the last call. */
  refusals(): string[];
  /** Resolves when a request is there and waits for its answer. */
  arrived(): Promise<unknown>;
  close(): Promise<void>;
}

const table: [number, FailureKind][] = [
  [400, "rejected"],
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "rejected"],
  [405, "rejected"],
  [408, "busy"],
  [409, "rejected"],
  [410, "rejected"],
  [413, "rejected"],
  [415, "rejected"],
  [418, "rejected"],
  [422, "rejected"],
  [425, "busy"],
  [429, "busy"],
  [500, "busy"],
  [502, "busy"],
  [503, "busy"],
  [504, "busy"],
  [301, "misconfigured"],
  [302, "misconfigured"],
  [304, "misconfigured"],
  [307, "misconfigured"],
];

/** In which ways a kind of destination can fail, and what that means. */
export interface Answers<Tried extends Subject = Subject> {
  failures: [name: string, kind: FailureKind, fail: (subject: Tried) => void][];
  /** How the number that the destination gave is told. */
  number: RegExp;
  /** Whether it can say how long to wait. */
  saysWhen: boolean;
}

const overHttp: Answers = {
  failures: table.map(([status, kind]) => [
    `status ${status}`,
    kind,
    ({ failing, secrets }) =>
      failing.status(status, status < 400 ? { location: "https://elsewhere.example/" } : {}, `no: ${secrets.join(" ")}`),
  ]),
  number: /\(HTTP \d+\)/,
  saysWhen: true,
};

const shapes = {
  "one vehicle": deliveries.oneVehicle,
  "several vehicles": deliveries.twoVehicles,
  "vehicle mode": deliveries.vehicleMode,
  "no plate": deliveries.noPlate,
  "no picture": () => deliveries.noImage(),
  "a broken picture": deliveries.brokenImage,
  "no place": deliveries.noBoxes,
};

export function describeConformance<Tried extends Subject>(
  forwarder: Forwarder,
  start: () => Promise<Tried>,
  answers: Answers<Tried> = overHttp,
): void {
  describe(`the forwarder ${forwarder.type}`, () => {
    let subject: Tried;
    let http: DestinationHttpClient;
    beforeAll(async () => {
      subject = await start();
      http = createHttpClient({ timeoutMs: 10_000 });
    });
    afterAll(async () => {
      await http?.close();
      await subject?.close();
    });
    beforeEach(() => {
      subject.failing.recover();
      subject.failingCheck?.recover();
      subject.taken();
      subject.refusals();
    });

    /** What outlives a delivery, as the core keeps it: one per destination, here one per test. */
    const kept = createKeeper();
    afterEach(() => kept.close());

    const context = (
      sample: deliveries.Sample,
      signal = new AbortController().signal,
      client = http,
    ): ForwarderContext<Record<string, unknown>> => ({
      settings: forwarder.settings.parse({ ...subject.settings(), ...(client === http ? {} : subject.impatient) }),
      // Bound to the delivery's signal, as the core does it.
      http: { request: (request) => client.request({ signal, ...request }) },
      images: sample.images,
      camera: subject.camera ?? "gate-1",
      lists: subject.lists ?? noLists,
      keep: kept.keep,
      signal,
      now: () => Date.now(),
    });
    /** One delivery per read under unit "read", as the core does it. */
    const split = (sample: deliveries.Sample) =>
      forwarder.unit === "event"
        ? [sample.delivery]
        : sample.delivery.reads.map((read) => ({ ...sample.delivery, reads: [read], read }));
    const deliver = async (
      sample: deliveries.Sample,
      signal?: AbortSignal,
      client?: DestinationHttpClient,
    ): Promise<Receipt[]> => {
      const receipts: Receipt[] = [];
      for (const delivery of split(sample)) receipts.push(await forwarder.deliver(delivery, context(sample, signal, client)));
      return receipts;
    };
    const keepsSecrets = (said: Receipt | CheckReport | DeliveryError) => {
      const text = said instanceof DeliveryError ? `${said.message} ${said.stack} ${String(said.cause)}` : JSON.stringify(said);
      for (const secret of subject.secrets) expect(text).not.toContain(secret);
    };
    const failure = async (attempt: Promise<unknown>): Promise<DeliveryError> => {
      const error = await attempt.then(
        () => null,
        (reason: unknown) => reason,
      );
      if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
      keepsSecrets(error);
      expectTold(error.message);
      return error;
    };

    it.each(Object.entries(shapes))("delivers %s, or says that there is nothing to send", async (_name, make) => {
      const sample = make();
      try {
        const receipts = await deliver(sample);
        expect(subject.taken()).toBeGreaterThanOrEqual(receipts.length);
        for (const receipt of receipts) {
          expect(receipt.summary).not.toBe("");
          expectTold(receipt.summary);
          keepsSecrets(receipt);
        }
      } catch (error) {
        expect(error).toMatchObject({ kind: "nothing-to-send" });
        expectTold(String((error as DeliveryError).message));
      }
      expect(subject.refusals()).toEqual([]);
    });

    it.each(["plate", "vehicle"] as const)("delivers every one of three vehicles in a picture (%s mode)", async (mode) => {
      const receipts = await deliver(deliveries.threeVehicles(mode));
      expect(receipts).toHaveLength(forwarder.unit === "event" ? 1 : 3);
      expect(subject.taken()).toBeGreaterThanOrEqual(receipts.length);
      expect(subject.refusals()).toEqual([]);
    });

    it("delivers a plain recognition with its picture", async () => {
      expect(await deliver(deliveries.oneVehicle())).toHaveLength(1);
      expect(subject.taken()).toBeGreaterThan(0);
    });

    it("says that there is nothing to send where the picture it needs is missing", async () => {
      const needed = forwarder.needs?.(context(deliveries.noImage()).settings) ?? [];
      if (needed.length === 0) return;
      expect((await failure(deliver(deliveries.noImage()))).kind).toBe("nothing-to-send");
    });

    it.each(answers.failures)("takes %s as %s", async (_name, kind, fail) => {
      fail(subject);
      const error = await failure(deliver(deliveries.oneVehicle()));
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(answers.number);
    });

    if (answers.saysWhen)
      it("passes on how long to wait, told in seconds or as a date", async () => {
        subject.failing.status(429, { "retry-after": "120" });
        expect((await failure(deliver(deliveries.oneVehicle()))).retryAfterMs).toBe(120_000);
        subject.failing.status(503, { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() });
        expect((await failure(deliver(deliveries.oneVehicle()))).retryAfterMs).toBeGreaterThan(3_500_000);
      });

    it.each(["reset", "resetMidBody"] as const)("takes a connection that breaks off as unreachable (%s)", async (how) => {
      subject.failing[how]();
      expect((await failure(deliver(deliveries.oneVehicle()))).kind).toBe("unreachable");
    });

    it("takes silence as unreachable", async () => {
      subject.failing.neverAnswer();
      const impatient = createHttpClient({ timeoutMs: 200 });
      expect((await failure(deliver(deliveries.oneVehicle(), undefined, impatient))).kind).toBe("unreachable");
      await impatient.close();
    });

    it("stops when it is told to, and calls that no failure of the destination", async () => {
      subject.failing.neverAnswer();
      const abort = new AbortController();
      const arrived = subject.arrived();
      const attempt = deliver(deliveries.oneVehicle(), abort.signal);
      await arrived;
      abort.abort(new Error("stopping"));
      await expect(attempt).rejects.toThrow("stopping");
    });

    it("repeats no secret that the destination echoes on success", async () => {
      subject.failing.status(200, {}, `got ${subject.secrets.join(" and ")}`);
      // Whether such an answer is success differs; that it repeats nothing does not.
      await deliver(deliveries.oneVehicle()).then((receipts) => receipts.forEach(keepsSecrets), keepsSecrets);
    });

    it("tells what its test did, and fails it as a delivery fails", async () => {
      const report = await forwarder.check(context(deliveries.oneVehicle()));
      expect(report.message.length).toBeGreaterThan(10);
      expectTold(report.message);
      keepsSecrets(report);
      expect(subject.refusals()).toEqual([]);
      (subject.failingCheck ?? subject.failing).status(401, {}, subject.secrets.join(" "));
      expect((await failure(forwarder.check(context(deliveries.oneVehicle())))).kind).toBe("unauthorized");
    });

    it("has a title and a description for every setting", () => {
      for (const [key, field] of Object.entries(forwarder.settings.shape)) {
        const meta = (field as { meta(): Record<string, unknown> | undefined }).meta();
        expect(meta, key).toMatchObject({ title: expect.any(String), description: expect.any(String) });
      }
    });
  });
}
