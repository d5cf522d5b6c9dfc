/** A vendor's server as `npm run simulate` and `npm run demo` start it. The tests use the richer start function of each file. */
export interface Simulator {
  /** The forwarder's type that talks to it. */
  type: string;
  /** One sentence: whose server it plays, and what it refuses. */
  summary: string;
  /** Switch -> what it does. For answers that vendors give differently, and for faults. */
  switches: Readonly<Record<string, string>>;
  /** `port` 0 picks a free one. Throws an Error that names an unknown switch. */
  start(options: { port?: number; switches?: readonly string[] }): Promise<RunningSimulator>;
}

export interface RunningSimulator {
  /** Where it listens. */
  url: string;
  /** A destination's settings that work with it, made-up secrets in plain text. */
  settings: Record<string, unknown>;
  /** Calls back with one line for each request: what came, and what was answered. */
  onLine(listener: (line: string) => void): void;
  /** Fails every request with 503 until it is switched back. */
  fail(failing: boolean): void;
  close(): Promise<void>;
}
