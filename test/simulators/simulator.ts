/**
 * A strict simulator as one runs it by hand (`npm run simulate`), in the demo, and in the test that proves its settings against the
 * real forwarder. Registered in index.ts, one line each.
 */
import type { Failing } from "../forwarders/conformance.ts";
import { testCertificate } from "./certificates.ts";
import type { SimulatedRequest, StrictServer } from "./strict-server.ts";

/** What can be chosen at the start: how the vendor's product is set up, or an answer of which the facts are not sure. */
export interface Switch {
  says: string;
  /** Without a choice it is this. */
  initial: string;
  /** All that it may be; absent: any text. */
  values?: readonly string[];
}

export interface StartOptions<Name extends string = string> {
  /** 0 picks a free one. */
  port: number;
  /** A value for every switch. */
  switches: Record<Name, string>;
  /** Where it is to speak TLS; null: plain. */
  tls: { cert: string; key: string } | null;
}

export interface Simulator<Name extends string = string> {
  /** The forwarder's type. */
  type: string;
  /** One line for the table of simulators. */
  summary: string;
  switches: Record<Name, Switch>;
  start(options: StartOptions<Name>): Promise<RunningSimulator>;
}

export interface RunningSimulator {
  url: string;
  /** What to enter in Plate Courier so that everything is taken; its secrets are made up. */
  settings: Record<string, unknown>;
  /** What a read needs besides, so that it is taken; a sentence. */
  hint?: string;
  /** Calls back with one line per request: what was asked, what was taken of it, or why it was refused. */
  onLine(listener: (line: string) => void): void;
  /** Fails every request from now on in this way; undefined: answers again. */
  fail(kind: Failure | undefined): void;
  close(): Promise<void>;
}

/** An HTTP status, a connection that is cut, one that is cut in the middle of the answer, or no answer at all. */
export type Failure = { status: number } | "reset" | "half" | "silent";

/** Keeps the names of the switches, so that a misspelt one is a type error in its simulator. */
export function defineSimulator<const Name extends string>(simulator: Simulator<Name>): Simulator {
  // Whoever starts one goes through startSimulator, which gives every switch a value.
  return simulator as Simulator;
}

/**
 * Starts one on this machine. With `tls` it has a fresh self-signed certificate, whose fingerprint comes with it. Switches that are
 * not chosen are as they initially are; throws an Error in words for a choice that there is not.
 */
export async function startSimulator(
  simulator: Simulator,
  { port = 0, tls = false, chosen = {} }: { port?: number; tls?: boolean; chosen?: Readonly<Record<string, unknown>> } = {},
): Promise<RunningSimulator & { fingerprint: string | null }> {
  const switches = Object.entries(simulator.switches).map(([name, { initial, values }]) => {
    const value = String(chosen[name] ?? initial);
    if (values && !values.includes(value)) throw new Error(`--${name} is "${value}": it may be ${values.join(", ")}.`);
    return [name, value];
  });
  const certificate = tls ? await testCertificate() : null;
  const running = await simulator.start({ port, tls: certificate, switches: Object.fromEntries(switches) });
  return { ...running, fingerprint: certificate?.sha256 ?? null };
}

export const onOff = ["on", "off"] as const;

/** What a failure may be called on the command line. */
export const failureWords = "an HTTP status such as 503, reset, half or silent";

/** Throws an Error that tells what there is. */
export function failureOf(word: string): Failure {
  if (word === "reset" || word === "half" || word === "silent") return word;
  if (/^[345]\d\d$/.test(word)) return { status: Number(word) };
  throw new Error(`"${word}" is no way to fail. There is ${failureWords}.`);
}

/** A simulator that stands on a StrictServer. `taken` tells in a few words what a request brought, without secrets. */
export function onStrictServer(
  server: StrictServer,
  { url = server.origin, settings, hint, taken }: Told & { taken?: (request: Omit<SimulatedRequest, "refused">) => string },
): RunningSimulator {
  return {
    ...{ url, settings, close: server.close, ...(hint === undefined ? {} : { hint }) },
    onLine(listener) {
      server.onRequest((request, status) =>
        listener(
          requestLine({
            method: request.method,
            path: request.url.pathname,
            status,
            refused: request.refused,
            taken: taken?.(request) ?? "",
          }),
        ),
      );
    },
    fail: (kind) => failAs(server.failing, kind),
  };
}

interface Told {
  url?: string;
  settings: Record<string, unknown>;
  hint?: string;
}

/** Tells a simulator's own switch for failures what was chosen. */
export function failAs(failing: Failing, kind: Failure | undefined): void {
  if (kind === undefined) failing.recover();
  else if (kind === "reset") failing.reset();
  else if (kind === "half") failing.resetMidBody();
  else if (kind === "silent") failing.neverAnswer();
  else failing.status(kind.status);
}

/**
 * The line about one request. Queries are left out: tokens stand there. A refusal may come inside a 200, as Synology's does, so
 * the verdict is told in words; a request of which the vendor's rules had nothing to say may still have met a failure.
 */
export function requestLine(request: {
  method: string;
  path: string;
  /** 0: no answer was given. */
  status: number;
  refused: string | null;
  taken: string;
}): string {
  const { method, path, status, refused, taken } = request;
  const about = taken === "" ? "" : `: ${taken}`;
  const verdict =
    refused !== null
      ? `REFUSED: ${refused}`
      : status === 0
        ? "no answer, as told to fail"
        : status < 400
          ? `taken${about}`
          : `answered ${status}`;
  return `${method} ${path}  ${status === 0 ? "---" : status}  ${verdict}`;
}
