/**
 * Webhooks are received in a thread of their own, so that two processors share the work, and nothing that holds up the main thread
 * (a search, an export) holds up a sender's bytes:
 *
 *   sender --> thread: token, size, body, multipart, SHA-256 -- took --> main: recognition, store
 *   sender <-- thread: answer <---------------------------------- kept -- main: on the disk
 *
 * A thread is started for each socket and ends with it. Where it ends by itself, its connections are gone and senders repeat what
 * was not answered; what the main thread has begun to keep is kept.
 */
import { Worker } from "node:worker_threads";
import type { Arrival } from "../../../shared/arrival.ts";
import type { Log } from "../../log.ts";
import { threadFile } from "../../thread-file.ts";
import { link } from "./link.ts";
import type { FromIntake, HealthAnswer, IntakeSettings, Kept, Place, TakenWebhook, ToIntake } from "./messages.ts";

export interface Intake {
  port: number;
  /** Resolves when every webhook that begins from now on meets these. */
  use(settings: IntakeSettings): Promise<void>;
  /** Requests that are being handled in this moment. */
  underWay(): number;
  /** Takes no new connections, and resolves when all requests are over and the thread has ended. */
  close(): Promise<void>;
  /** Cuts the connections that are left. */
  cut(): void;
}

export interface IntakeHandlers {
  /** Never rejects. */
  keep(webhook: TakenWebhook): Promise<Kept>;
  arrived(eventId: number, arrival: Arrival): void;
  refused(address: string): void;
  health(): HealthAnswer;
  log: Log;
  /** The thread has ended without being asked to. */
  lost(reason: string): void;
}

/** The socket could not be opened; `code` as Node has it, null where there is none. */
export class NotOpened extends Error {
  override readonly name = "NotOpened";
  readonly code: string | null;

  constructor(code: string | null) {
    super(`The socket was not opened: ${code}`);
    this.code = code;
  }
}

/**
 * Starts a thread that listens. Rejects with NotOpened where the socket, and with anything else where the thread cannot be had.
 * `file`: what the thread runs, another one in tests.
 */
export function openIntake(
  place: Place,
  settings: IntakeSettings,
  handlers: IntakeHandlers,
  file = threadFile("receiver/intake/worker.ts", "intake-worker.js"),
): Promise<Intake> {
  const underWay = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(file, {
    name: "plate-courier-intake",
    workerData: { underWay: underWay.buffer },
  });
  let reason = "It has ended.";
  worker.on("error", (error) => {
    reason = String(error);
  });
  const ended = new Promise<void>((resolve) => worker.on("exit", () => resolve()));
  const settling = new Map<number, () => void>();
  let lastId = 0;
  /** It does not listen yet, or has been asked to end. */
  let expected = true;

  return new Promise((resolve, reject) => {
    const post = link<FromIntake, ToIntake>(worker, process.nextTick, {
      took: ({ id, webhook }) => void handlers.keep(webhook).then((kept) => post({ kind: "kept", id, kept })),
      arrived: ({ eventId, arrival }) => handlers.arrived(eventId, arrival),
      refused: ({ address }) => handlers.refused(address),
      asksHealth: ({ id }) => post({ kind: "health", id, answer: handlers.health() }),
      log: ({ level, message, data }) => handlers.log[level](message, data),
      settled({ id }) {
        settling.get(id)?.();
        settling.delete(id);
      },
      opened({ port }) {
        expected = false;
        resolve({ port, use, close, underWay: () => Atomics.load(underWay, 0), cut: () => post({ kind: "cut" }) });
      },
      notOpened({ code }) {
        void close();
        reject(new NotOpened(code));
      },
      closed: () => void worker.terminate(),
    });

    function use(next: IntakeSettings): Promise<void> {
      return new Promise((settled) => {
        lastId += 1;
        settling.set(lastId, settled);
        post({ kind: "settings", id: lastId, settings: next });
      });
    }

    function close(): Promise<void> {
      expected = true;
      post({ kind: "close" });
      return ended;
    }

    void ended.then(() => {
      for (const settled of settling.values()) settled();
      Atomics.store(underWay, 0, 0);
      reject(new Error(reason));
      if (!expected) handlers.lost(reason);
    });
    post({ kind: "open", place, settings });
  });
}
