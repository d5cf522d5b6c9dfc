/**
 * Webhooks a second of Plate Courier and of the reference servers, round by round in one run, because machines differ. Once with
 * a client that costs next to nothing, so that the servers differ as much as they can, and once with one as real senders are.
 */
import { openAgent } from "./agent-client.ts";
import { flood, type Load, openBare, percentile } from "./load.ts";
import { type Measured, startCourier, startReference, usage } from "./processes.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const roundMs = Number(process.env.BENCH_ROUND_MS ?? 1500);
const references = ["read", "busboy", "sample", "naive", "grouped"] as const;
const words: Record<(typeof references)[number] | "courier", string> = {
  read: "read and forget",
  busboy: "busboy and forget",
  sample: "the sample receiver, nothing durable",
  naive: "naive: write, flush, commit each",
  grouped: "grouped: one file, shared flush and commit",
  courier: "Plate Courier, everything durable",
};

type Name = keyof typeof words;
type Client = NonNullable<Load["client"]>;

const clients: Record<string, Client> = {
  "bare sockets, the cheapest client there is": openBare,
  "node:http with a keep-alive Agent, each form put together anew": openAgent,
};

interface Figures {
  perSecond: number[];
  ofRead: number[];
  ofBusboy: number[];
  cpuMs: number[];
}

/** One server's turn: how many a second, and what processor time each cost it. */
async function turn(server: Measured, image: Buffer, client: Client): Promise<{ perSecond: number; cpuMs: number }> {
  const before = await usage(server.pid);
  const started = performance.now();
  const perSecond = await flood(server.port, image, { connections: 20, ms: roundMs, client });
  const count = (perSecond * (performance.now() - started)) / 1000;
  const after = await usage(server.pid);
  return { perSecond, cpuMs: before && after ? ((after.cpuSeconds - before.cpuSeconds) * 1000) / count : Number.NaN };
}

export async function measureThroughput(image: Buffer, say: (line: string) => void): Promise<void> {
  const servers = new Map<Name, Measured>();
  for (const kind of references) servers.set(kind, await startReference(kind));
  servers.set("courier", await startCourier({}));
  say(`throughput, ${Math.round(image.length / 1024)} KB image, 20 connections, medians of ${rounds} rounds:`);
  for (const [name, client] of Object.entries(clients)) {
    for (const server of servers.values()) await flood(server.port, image, { connections: 20, ms: 700, client });
    tell(`with ${name}:`, await measureRounds(servers, image, client), say);
  }
  for (const server of servers.values()) await server.stop();
}

async function measureRounds(servers: Map<Name, Measured>, image: Buffer, client: Client): Promise<Map<Name, Figures>> {
  const names = [...servers.keys()];
  const figures = new Map<Name, Figures>(names.map((name) => [name, { perSecond: [], ofRead: [], ofBusboy: [], cpuMs: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    const seen = new Map<Name, number>();
    // Each has every place in the order once, so that what one leaves for the disk to do does not always meet the same one.
    for (const [index] of names.entries()) {
      const name = names[(index + round) % names.length] as Name;
      const server = servers.get(name);
      if (!server) continue;
      const { perSecond, cpuMs } = await turn(server, image, client);
      seen.set(name, perSecond);
      figures.get(name)?.perSecond.push(perSecond);
      figures.get(name)?.cpuMs.push(cpuMs);
    }
    for (const [name, perSecond] of seen) {
      figures.get(name)?.ofRead.push(perSecond / (seen.get("read") ?? Number.NaN));
      figures.get(name)?.ofBusboy.push(perSecond / (seen.get("busboy") ?? Number.NaN));
    }
  }
  return figures;
}

function tell(title: string, figures: Map<Name, Figures>, say: (line: string) => void): void {
  const middle = (values: number[]) => percentile(values, 0.5);
  say(`  ${title}`);
  say(`    ${"".padEnd(42)} webhooks/s  of read  of busboy  CPU ms each`);
  for (const [name, { perSecond, ofRead, ofBusboy, cpuMs }] of figures) {
    const cells = [middle(perSecond).toFixed(0).padStart(10), middle(ofRead).toFixed(3).padStart(7)];
    cells.push(middle(ofBusboy).toFixed(2).padStart(9), middle(cpuMs).toFixed(2).padStart(11));
    say(`    ${words[name].padEnd(42)} ${cells.join("  ")}`);
  }
}
