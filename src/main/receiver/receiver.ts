/**
 * The receiver: where recognisers post their webhooks.
 *
 * stopped -- start() --> starting -- the socket listens --> listening -- its thread ends --> failed
 *                        starting -- it cannot -----------> failed -- every 10 s, after a lost thread at once --> starting
 * Any of them -- stop() --> stopped. `failed` is no end: a port that is taken may become free, a certificate file may come
 * back, a network card may get its address late. stop() resolves when no request is under way any more; what the store has
 * begun to keep is answered first. What is received is received in a thread (intake/intake.ts); here is decided what becomes of it.
 */

import { networkInterfaces } from "node:os";
import type { Arrival } from "../../shared/arrival.ts";
import type { MachineAddress } from "../../shared/doctor.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { ReceiverSettings, SecretBox } from "../../shared/settings.ts";
import type { ReceiverStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { AcceptedEvent, IncomingEvent } from "../store/store.ts";
import type { Intake } from "./intake/intake.ts";
import { isReached } from "./is-reached.ts";
import { createWebhookKeeper } from "./keep-webhook.ts";
import { intakeSettings, listen } from "./listening.ts";
import { cardAddresses, type Interfaces, reachableAddresses, receiverUrl } from "./network-addresses.ts";
import { createRefusals } from "./refusals.ts";
import { ListenProblem } from "./tls-files.ts";

export interface Receiver {
  /** Resolves when it listens, or when the first try failed: then status() says why, and it goes on trying. */
  start(): Promise<void>;
  /** Resolves when nothing runs any more, after at most a few seconds. */
  stop(): Promise<void>;
  /** Takes over host, port and TLS from the settings. */
  restart(): Promise<void>;
  /** Takes over everything else from the settings; resolves when no webhook meets the former ones any more. */
  takeOver(): Promise<void>;
  /** The computer slept, or its network changed: asks whether the socket is still reached, and opens it anew where it is not. */
  recheck(): Promise<void>;
  status(): ReceiverStatus;
  /** Webhooks that are being taken in this moment. */
  underWay(): number;
  /** Refused for their token within the last hour, latest first. */
  refusedLately(): ReceiverStatus["refusals"];
  /** Where it can be reached, with the network cards that have these addresses; as they are now. */
  addresses(): MachineAddress[];
  /** After each change of the status; returns its own undo. */
  onStatus(listener: (status: ReceiverStatus) => void): () => void;
}

/** What GET /health says of store and queue; `ok` decides between 200 and 503. */
export interface Health {
  ok: boolean;
  store: unknown;
  queue: unknown;
}

export interface ReceiverDependencies {
  /** Read at each start, and all but host, port and TLS at each takeOver(). */
  settings(): ReceiverSettings;
  /** Opens a PFX file's passphrase. */
  secrets: Pick<SecretBox, "decrypt">;
  /** Resolves when the event is on disk; rejects with StoreUnavailableError when it cannot be. */
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  /** Told, after the answer, how an event came that was stored. */
  arrived(eventId: number, arrival: Arrival): void;
  /** What GET /health says beside the receiver itself. */
  health(): Health;
  clock: Clock;
  log: Log;
  /** What the thread runs; another one in tests. */
  threadFile?: string;
  /** The machine's network cards; the system's own unless a test gives others. */
  interfaces?: () => Interfaces;
  /** Whether a socket of ours is still reached; asked by connecting to it unless a test says. */
  isReached?: typeof isReached;
}

const retryMs = 10_000;
/** How long stop() waits for bodies that are still on their way. */
const graceMs = 3000;
/** Refusals of many senders at once are told together. */
const tellRefusalsMs = 1000;
const addressesMs = 30_000;

export function createReceiver(deps: ReceiverDependencies): Receiver {
  const { settings, clock, log } = deps;
  const interfaces = deps.interfaces ?? networkInterfaces;
  const reached = deps.isReached ?? isReached;
  const listeners = new Set<(status: ReceiverStatus) => void>();
  const refusals = createRefusals(clock);
  const keeper = createWebhookKeeper({ ...deps, maxJsonBytes: () => settings().maxJsonBytes });
  let now: Pick<ReceiverStatus, "state" | "host" | "port" | "tls" | "problem"> = idle();
  let intake: Intake | null = null;
  /** Counts starts and stops, so that a start that was overtaken by a stop notices. */
  let turn = 0;
  let starting: Promise<void> = Promise.resolve();
  let cancelRetry = () => {};
  let telling = false;
  /** When a thread was lost the last time. */
  let lostAt = Number.NEGATIVE_INFINITY;
  let addresses: { at: number; host: string; list: string[] } | null = null;

  function health() {
    const { ok, store, queue } = deps.health();
    const { state, port, tls } = now;
    return { ok, body: { receiver: { state, port, tls }, store, queue } };
  }

  function idle(): typeof now {
    const { host, port, tls } = settings();
    return { state: "stopped", host, port, tls: tls !== null, problem: null };
  }

  function change(next: Partial<typeof now>): void {
    now = { ...now, ...next };
    tell();
  }

  function tell(): void {
    for (const tellOne of listeners) tellOne(status());
  }

  function onRefusal(address: string): void {
    const count = refusals.count(address);
    // One line for the 1st, 10th, 100th …: a sender that repeats must not fill the log.
    if (Number.isInteger(Math.log10(count))) log.warn("A webhook was refused for its token.", { address, count });
    if (telling) return;
    telling = true;
    clock.after(tellRefusalsMs, () => {
      telling = false;
      tell();
    });
  }

  function urls(): string[] {
    if (now.state !== "listening") return [];
    if (addresses === null || addresses.host !== now.host || clock.now() - addresses.at > addressesMs) {
      addresses = { at: clock.now(), host: now.host, list: reachableAddresses(now.host, interfaces()) };
    }
    return addresses.list.map((address) => receiverUrl(now.tls, address, now.port));
  }

  function status(): ReceiverStatus {
    return { ...now, urls: urls(), refusals: refusals.list() };
  }

  async function tryToListen(mine: number): Promise<void> {
    // The reason of the last try stays visible during the next one, so that the screen does not flicker.
    const wanted = settings();
    const problem = now.problem;
    change({ ...idle(), state: problem === null ? "starting" : "failed", problem });
    try {
      let gone = false;
      const lost = (reason: string) => {
        gone = true;
        onLost(mine, reason);
      };
      const handlers = { keep: keeper.keep, health, log, lost, arrived: deps.arrived, refused: onRefusal };
      const opened = await listen(wanted, deps.secrets, handlers, deps.threadFile);
      if (mine !== turn) return await opened.close();
      if (gone) return;
      intake = opened;
      change({ state: "listening", port: opened.port, problem: null });
      log.info("The receiver listens.", { host: now.host, port: now.port, tls: now.tls });
    } catch (error) {
      if (mine !== turn) return;
      const reason = error instanceof ListenProblem ? error.message : phrase("listening.notStarted");
      if (!(error instanceof ListenProblem)) log.error("The receiver could not start.", { error: String(error) });
      else if (reason !== problem) log.warn("The receiver does not listen.", { reason });
      change({ state: "failed", problem: reason });
      cancelRetry = clock.after(retryMs, () => {
        starting = tryToListen(mine);
      });
    }
  }

  function onLost(mine: number, reason: string): void {
    log.error("The thread that receives webhooks has ended; another one is started.", { reason });
    intake = null;
    if (mine !== turn) return;
    change({ state: "failed", problem: phrase("listening.notStarted") });
    const again = () => {
      starting = tryToListen(mine);
    };
    // What ends it may end the next one, too.
    const soon = clock.now() - lostAt < retryMs;
    lostAt = clock.now();
    if (soon) cancelRetry = clock.after(retryMs, again);
    else again();
  }

  async function start(): Promise<void> {
    if (now.state !== "stopped") return;
    turn += 1;
    starting = tryToListen(turn);
    await starting;
  }

  async function stop(): Promise<void> {
    turn += 1;
    cancelRetry();
    const closing = intake;
    intake = null;
    if (now.state !== "stopped") change({ state: "stopped", problem: null });
    await starting;
    if (closing) {
      const closed = closing.close();
      const cancel = clock.after(graceMs, () => closing.cut());
      await closed;
      cancel();
    }
    await keeper.over();
  }

  return {
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    async takeOver() {
      // A thread that is being started was told the former ones.
      await starting;
      await intake?.use(intakeSettings(settings()));
    },
    async recheck() {
      addresses = null;
      if (now.state !== "listening") return;
      const { host, port } = now;
      if (!(await reached(host, port)) && now.state === "listening") {
        log.warn("The receiver was not reached any more and listens anew.", { host, port });
        await stop();
        await start();
      }
      tell();
    },
    status,
    underWay: () => Math.max(intake?.underWay() ?? 0, keeper.underWay()),
    refusedLately: refusals.lastHour,
    addresses: () =>
      cardAddresses(now.host, interfaces()).map(({ address, card, kind }) => ({
        url: receiverUrl(now.tls, address, now.port),
        ...{ card, kind },
      })),
    onStatus(tellOne) {
      listeners.add(tellOne);
      return () => listeners.delete(tellOne);
    },
  };
}
