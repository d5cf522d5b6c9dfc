/** The thread of intake.ts: it listens, reads bodies, takes them apart and answers; what becomes of a webhook is decided by the main thread. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import type { Log } from "../../log.ts";
import { link } from "./link.ts";
import { type Listener, listen } from "./listener.ts";
import type { FromIntake, HealthAnswer, IntakeSettings, Kept, Place, ToIntake } from "./messages.ts";
import { createRunning } from "./running.ts";
import { createTakeWebhook } from "./take-webhook.ts";

if (!parentPort) throw new Error("This is started as a thread.");
const running = createRunning(new Int32Array((workerData as { underWay: SharedArrayBuffer }).underWay));
const keeping = new Map<number, (kept: Kept) => void>();
const healthAsked = new Map<number, (answer: HealthAnswer) => void>();
let settings: IntakeSettings;
let listener: Listener | null = null;
let lastId = 0;

const post = link<ToIntake, FromIntake>(parentPort, setImmediate, {
  open({ place, settings: first }) {
    settings = first;
    void open(place);
  },
  settings({ id, settings: next }) {
    settings = next;
    post({ kind: "settled", id });
  },
  kept({ id, kept }) {
    keeping.get(id)?.(kept);
    keeping.delete(id);
  },
  health({ id, answer }) {
    healthAsked.get(id)?.(answer);
    healthAsked.delete(id);
  },
  close: () => void close(),
  cut: () => listener?.cut(),
});

function logTo(level: keyof Log): Log[keyof Log] {
  return (message, data) => post({ kind: "log", level, message, data });
}

const log: Log = { debug: logTo("debug"), info: logTo("info"), warn: logTo("warn"), error: logTo("error") };

const takeWebhook = createTakeWebhook({
  settings: () => settings,
  keep: (webhook) =>
    new Promise((resolve) => {
      lastId += 1;
      keeping.set(lastId, resolve);
      post({ kind: "took", id: lastId, webhook });
    }),
  arrived: (eventId, arrival) => post({ kind: "arrived", eventId, arrival }),
  refused: (address) => post({ kind: "refused", address }),
  log,
});

function askHealth(): Promise<HealthAnswer> {
  return new Promise((resolve) => {
    lastId += 1;
    healthAsked.set(lastId, resolve);
    post({ kind: "asksHealth", id: lastId });
  });
}

/** express, for people and health checks. It takes longer to load than all the rest, and a webhook has no use for it. */
let routes: Promise<(request: IncomingMessage, response: ServerResponse) => void> | null = null;

/** A webhook is a POST on any path, since people configure "/", "/webhook" and others. */
async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "POST") return await takeWebhook(request, response);
  routes ??= import("./routes.ts").then(({ createRoutes }) => createRoutes({ health: askHealth, log }));
  (await routes)(request, response);
}

async function open(place: Place): Promise<void> {
  try {
    listener = await listen(place, (request, response) => running.add(response, handle(request, response)));
    post({ kind: "opened", port: listener.port });
  } catch (error) {
    post({ kind: "notOpened", code: (error as NodeJS.ErrnoException).code ?? null });
  }
}

/** What the main thread has begun to keep is answered first. */
async function close(): Promise<void> {
  running.dismiss();
  await listener?.close();
  await running.over();
  post({ kind: "closed" });
}
