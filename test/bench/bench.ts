/**
 * Measures the built headless program: throughput beside bare servers that do less (as ratios, in one run), latencies at 200
 * webhooks a second, memory, idle CPU, start, and what retention costs. Prints; judges nothing. With names as arguments only
 * those parts: throughput, latency, retention.
 */
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { measureLatency } from "./latency.ts";
import { padJpeg } from "./load.ts";
import { measureRetention } from "./retention.ts";
import { measureThroughput } from "./throughput.ts";

const parts = { throughput: measureThroughput, latency: measureLatency, retention: measureRetention };
const wanted = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const image = padJpeg((await drawScene({ plate: "BENCH01", seed: 1 })).jpeg);

for (const [name, measure] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await measure(image, say);
