/**
 * The receiver: where recognisers post their webhooks.
 *
 * stopped -- start() --> starting -- the socket listens --> listening
 *                        starting -- it cannot -----------> failed -- every 10 s --> starting
 * Any of them -- stop() --> stopped. `failed` is no end: a port that is taken may become free, a certificate file may come
 * back, a network card may get its address late. stop() resolves when no request is under way any more; what the store has
 * begun to keep is answered first.
 */

import type { RequestListener, ServerResponse } from "node:http";
import { networkInterfaces } from "node:os";
import type { Arrival } from "../../shared/arrival.ts";
import type { MachineAddress } from "../../shared/doctor.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { ReceiverSettings } from "../../shared/settings.ts";
import type { ReceiverStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { AcceptedEvent, IncomingEvent } from "../store/store.ts";
import { isReached } from "./is-reached.ts";
import { type Listener, listen } from "./listener.ts";
import { cardAddresses, type Interfaces, reachableAddresses, receiverUrl } from "./network-addresses.ts";
import { createRefusals } from "./refusals.ts";
import { createRoutes, type Health } from "./routes.ts";
import { ListenProblem } from "./tls-files.ts";
import { createWebhookHandler } from "./webhook.ts";

export interface Receiver {
  /** Resolves when it listens, or when the first try failed: then status() says why, and it goes on trying. */
  start(): Promise<void>;
  /** Resolves when nothing runs any more, after at most a few seconds. */
  stop(): Promise<void>;
  /** Takes over host, port and TLS from the settings. */
  restart(): Promise<void>;
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

export interface ReceiverDependencies {
  /** Read at each webhook; host, port and TLS at each start. A PFX passphrase is in plain text here. */
  settings(): ReceiverSettings;
  /** Resolves when the event is on disk; rejects with StoreUnavailableError when it cannot be. */
  accept(event: IncomingEvent): Promise<AcceptedEvent>;
  /** Told, after the answer, how an event came that was stored. */
  arrived(eventId: number, arrival: Arrival): void;
  /** What GET /health says beside the receiver itself. */
  health(): Health;
  clock: Clock;
  log: Log;
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
  const running = new Map<Promise<void>, ServerResponse>();
  let now: Pick<ReceiverStatus, "state" | "host" | "port" | "tls" | "problem"> = idle();
  let listener: Listener | null = null;
  /** Counts starts and stops, so that a start that was overtaken by a stop notices. */
  let turn = 0;
  let starting: Promise<void> = Promise.resolve();
  let cancelRetry = () => {};
  let telling = false;
  let addresses: { at: number; host: string; list: string[] } | null = null;

  const handleWebhook = createWebhookHandler({ ...deps, refusals, onRefusal });
  const routes: RequestListener = createRoutes({
    health: deps.health,
    receiver: () => ({ state: now.state, port: now.port, tls: now.tls }),
    webhook(request, response) {
      if (now.state === "stopped") response.setHeader("connection", "close");
      const handled = handleWebhook(request, response).finally(() => running.delete(handled));
      running.set(handled, response);
      return handled;
    },
    log,
  });

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

  function onRefusal(): void {
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
      const opened = await listen(wanted, routes);
      if (mine !== turn) return await opened.close();
      listener = opened;
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

  async function start(): Promise<void> {
    if (now.state !== "stopped") return;
    turn += 1;
    starting = tryToListen(turn);
    await starting;
  }

  async function stop(): Promise<void> {
    turn += 1;
    cancelRetry();
    const closing = listener;
    listener = null;
    if (now.state !== "stopped") change({ state: "stopped", problem: null });
    await starting;
    if (closing) {
      // Whoever is answered from now on is told not to come back on this connection, which would keep it open.
      for (const response of running.values()) if (!response.headersSent) response.setHeader("connection", "close");
      const closed = closing.close();
      const cancel = clock.after(graceMs, () => closing.cut());
      await closed;
      cancel();
    }
    await Promise.all(running.keys());
  }

  return {
    start,
    stop,
    async restart() {
      await stop();
      await start();
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
    underWay: () => running.size,
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
