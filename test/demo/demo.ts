/**
 * `npm run demo`: the real headless program, strict simulators of Synology, Nx Witness and a webhook receiver, and a stream of drawn
 * vehicles, so that a newcomer sees feed, deliveries, a failing destination and its recovery within a minute. Everything stays on
 * this machine. Ctrl+C ends it and removes what it made.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../../scripts/build.mjs";
import { openInBrowser } from "../../scripts/display.mjs";
import { readArguments } from "../../src/main/cli/arguments.ts";
import { UsageError } from "../../src/main/cli/terminal.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { type CourierProcess, startCourier } from "../faults/courier-process.ts";
import { nxWitness } from "../simulators/nx-witness.ts";
import { type Simulator, startSimulator } from "../simulators/simulator.ts";
import { synology } from "../simulators/synology.ts";
import { webhook } from "../simulators/webhook-receiver.ts";
import { consoleClient, nxCameras, setUp } from "./set-up.ts";
import { tellStory } from "./story.ts";
import { passing, webhookOf } from "./traffic.ts";

const help = `npm run demo -- [options]

  --keep DIR     keep everything in this folder, and go on with what is there
  --no-open      do not open the console in the browser`;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function demo(argv: readonly string[]): Promise<void> {
  const { values } = readArguments(argv, {
    keep: { type: "string" },
    "no-open": { type: "boolean" },
    help: { type: "boolean" },
  });
  if (values.help) return say(help);
  const stopping = new AbortController();
  const { signal } = stopping;
  // SIGHUP: the terminal's window was closed.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => stopping.abort());

  const built = await build({ onlyIfStale: true });
  if (!built.ok) throw new Error(`The build failed:\n${built.reason}`);
  const dataDir = values.keep === undefined ? mkdtempSync(join(tmpdir(), "plate-courier-demo-")) : resolve(values.keep);
  mkdirSync(dataDir, { recursive: true });
  // Undone in reverse order, however far it came.
  const endings: (() => unknown)[] = [];
  if (values.keep === undefined)
    endings.push(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  try {
    const simulated = async (simulator: Simulator, options: Parameters<typeof startSimulator>[1] = {}) => {
      const running = await startSimulator(simulator, options);
      endings.push(() => running.close());
      return running;
    };
    const simulators = {
      synology: await simulated(synology),
      nx: await simulated(nxWitness, { tls: true, chosen: { cameras: Object.values(nxCameras).join(",") } }),
      webhook: await simulated(webhook),
    };
    const courier = await startCourier(dataDir, [], { apart: true });
    endings.push(() => courier.stop());
    const client = consoleClient(courier);
    await setUp(client, simulators);
    introduce(courier, dataDir, values.keep !== undefined);
    if (!values["no-open"]) openInBrowser(`${courier.console}#token=${courier.consoleToken}`);

    const startedAt = Date.now();
    const told = (text: string) => say(`  ${minutes(Date.now() - startedAt)}  ${text}`);
    await Promise.race([
      tellStory({ client, nx: simulators.nx, say: told, signal }),
      drive(courier.receiver, signal),
      courier.ended.then((code) => Promise.reject(new Error(`Plate Courier has ended by itself (${code}).`))),
    ]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopping.abort();
    say("\nEnding: the receiver stores and delivers what is under way.");
    for (const end of endings.reverse()) await end();
    say(values.keep === undefined ? "Ended, and the demo's data is removed." : `Ended. The data stays in ${dataDir}`);
  }
}

function introduce({ console, consoleToken, receiver }: CourierProcess, dataDir: string, kept: boolean): void {
  say(`
  Plate Courier's demo. All plates are drawn, all destinations are simulated, and nothing leaves this machine.

  Console    ${console}#token=${consoleToken}
  Receiver   ${receiver}   (post webhooks of your own to it, too)
  Data       ${dataDir}${kept ? "" : "   (removed at the end)"}

  Look at    Live          every vehicle, its picture, and a mark per destination
             Deliveries    what waits, what failed, what to do
             Destinations  Synology, Nx Witness with its certificate pinned, a webhook
             Plate lists   staff, and a van that is wanted

  Ctrl+C ends it.
`);
}

/** Posts one picture after the other, as Stream does: at first quickly, so that the feed is full when one looks at it. */
async function drive(receiver: string, signal: AbortSignal): Promise<never> {
  for (let number = 0; ; number += 1) {
    const { recognition, image } = await webhookOf(passing(number), { number, at: new Date() });
    await postWebhook({ url: receiver, recognition, image, signal });
    await sleep(number < 6 ? 300 : 1200 + ((number * 733) % 1600), undefined, { signal });
  }
}

const minutes = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

try {
  await demo(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? `${error.message}\n\n${help}` : (error as Error).message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
