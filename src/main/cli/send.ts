import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sampleRecognition } from "../../shared/sample-recognition.ts";
import { drawScene } from "../images/sample-scene.ts";
import { postWebhook, webhookUrl } from "../send/post-webhook.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { momentOf } from "./since.ts";
import { say, type Terminal, UsageError } from "./terminal.ts";

const options = {
  token: { type: "string" },
  camera: { type: "string" },
  plate: { type: "string" },
  region: { type: "string" },
  timestamp: { type: "string" },
  image: { type: "string" },
  count: { type: "string" },
  rate: { type: "string" },
} as const;

/**
 * `plate-courier send URL`: posts made-up webhooks as the provider's webhook tester does, one line each and a summary. With a
 * rate they go out on time even when answers are slow, as cameras do. Exit code 1 when any was not answered with 2xx.
 */
export async function send(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options, ["The URL to post to"]);
  const url = checked(positionals[0] ?? "");
  const count = wholeNumber(values.count, "--count", 1, 1_000_000) ?? 1;
  const rate = rateOf(values.rate);
  const timestamp = momentOf(values.timestamp, "--timestamp", Date.now());
  const picture = values.image === undefined ? null : imageAt(values.image);

  let good = 0;
  const durations: number[] = [];
  async function one(number: number): Promise<void> {
    const plate = values.plate ?? madeUpPlate();
    const scene = picture ? null : await drawScene({ plate, seed: number });
    const recognition = sampleRecognition({
      plate,
      camera: values.camera ?? "camera-1",
      timestamp: new Date(timestamp ?? Date.now()),
      region: values.region,
      ...(scene ? { plateBox: scene.plateBox, vehicleBox: scene.vehicleBox } : {}),
    });
    const image = scene?.jpeg ?? picture?.bytes;
    const started = performance.now();
    try {
      const answer = await postWebhook({ url, token: values.token, recognition, image, fileName: picture?.name });
      const took = Math.round(performance.now() - started);
      durations.push(took);
      if (answer.status >= 200 && answer.status < 300) good += 1;
      say(terminal.stdout, `${number}  ${plate}  ${answer.status} in ${took} ms  ${firstLine(answer.body)}`.trimEnd());
    } catch (error) {
      say(terminal.stdout, `${number}  ${plate}  failed: ${(error as Error).message}`);
    }
  }

  const started = performance.now();
  if (rate === undefined) for (let number = 1; number <= count; number++) await one(number);
  else await onTime(count, rate, one);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  durations.sort((a, b) => a - b);
  const middle = durations.length > 0 ? `, median ${durations[Math.floor(durations.length / 2)]} ms` : "";
  say(terminal.stdout, `${good} of ${count} were taken, in ${seconds} s${middle}.`);
  return good === count ? 0 : 1;
}

/** So many may be under way at once: a receiver that does not answer must not fill our memory. */
const mostUnderWay = 200;

async function onTime(count: number, rate: number, one: (number: number) => Promise<void>): Promise<void> {
  const started = performance.now();
  const underWay = new Set<Promise<void>>();
  for (let number = 1; number <= count; number++) {
    const due = started + ((number - 1) * 1000) / rate;
    await wait(Math.max(0, due - performance.now()));
    if (underWay.size >= mostUnderWay) await Promise.race(underWay);
    const sending = one(number).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }
  await Promise.all(underWay);
}

function checked(url: string): string {
  try {
    return webhookUrl(url).href;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function rateOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = /^\d{1,4}(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (rate <= 0) throw new UsageError(`--rate is ${JSON.stringify(text)}: give how many a second, such as 5 or 0.5.`);
  return rate;
}

function imageAt(path: string): { bytes: Buffer; name: string } {
  try {
    return { bytes: readFileSync(path), name: basename(path) };
  } catch (error) {
    throw new UsageError(`The image ${path} cannot be read (${(error as Error).message}).`);
  }
}

function madeUpPlate(): string {
  const letters = Array.from({ length: 3 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join("");
  return letters + String(Math.floor(Math.random() * 10_000)).padStart(4, "0");
}

/** What a stranger's server says must not move the cursor or fill the screen. */
const firstLine = (body: string) => (body.split(/[\r\n]/, 1)[0] ?? "").replace(/\p{Cc}/gu, "").slice(0, 160);
