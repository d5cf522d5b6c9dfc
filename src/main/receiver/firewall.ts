import { execFile } from "node:child_process";
import type { FirewallState } from "../../shared/doctor.ts";
import type { Clock } from "../clock.ts";
import { firewallQuery, judgeFirewall, readFirewallFacts } from "./firewall-rules.ts";

/** Asks Windows' firewall now and then, in the background: a slow answer must not hold up the page that shows it. */
export interface Firewall {
  /** What is known now. Starts asking where nothing is known or that was long ago: then "checking" until it answered. */
  state(port: number): FirewallState;
  /** Asks anew, whatever is known. */
  askAgain(port: number): void;
  /** Gives up asking; resolves when nothing runs. */
  stop(): Promise<void>;
}

export interface FirewallDependencies {
  clock: Clock;
  platform?: NodeJS.Platform;
  /** The program that listens; for the rules that name it. */
  program?: string;
  /** Gives the answer to firewallQuery; rejects when the time is over. Replaced where there is no Windows. */
  ask?: (signal: AbortSignal) => Promise<string>;
}

/** With hundreds of rules on a slow machine the answer takes several seconds. */
const limitMs = 25_000;
const knownForMs = 5 * 60_000;

/**
 * unknown -- state() or askAgain() --> checking -- answer --> known -- five minutes, or another port --> checking
 *                                      checking -- time over, error --> known ("slow", "failed")
 */
export function createFirewall(deps: FirewallDependencies): Firewall {
  const { clock, platform = process.platform, program = process.execPath, ask = askPowerShell } = deps;
  let known: { port: number; at: number; state: FirewallState } | null = null;
  let asking: { port: number; done: Promise<void>; abort: AbortController } | null = null;

  function start(port: number): void {
    asking?.abort.abort();
    const abort = new AbortController();
    const cancelLimit = clock.after(limitMs, () => abort.abort("slow"));
    const mine = {
      ...{ port, abort },
      done: ask(abort.signal)
        .then((text) => {
          const facts = readFirewallFacts(text);
          if (facts === null) return { state: "unknown", because: "failed" } as const;
          return judgeFirewall(facts, { port, program, environment: process.env });
        })
        .catch(() => ({ state: "unknown", because: abort.signal.reason === "slow" ? "slow" : "failed" }) as const)
        .then((state: FirewallState) => {
          cancelLimit();
          if (asking !== mine) return;
          asking = null;
          known = { port, at: clock.now(), state };
        }),
    };
    asking = mine;
  }

  return {
    state(port) {
      if (platform !== "win32") return { state: "not-windows" };
      const fresh = known?.port === port && clock.now() - known.at < knownForMs;
      if (asking?.port !== port && !fresh) start(port);
      return asking === null && known !== null ? known.state : { state: "checking" };
    },
    askAgain(port) {
      if (platform === "win32" && asking?.port !== port) start(port);
    },
    async stop() {
      const ending = asking;
      asking = null;
      ending?.abort.abort();
      await ending?.done;
    },
  };
}

function askPowerShell(signal: AbortSignal): Promise<string> {
  // By full path, so that a program of the same name in the working folder is not run.
  const shell = `${process.env.SystemRoot ?? "C:\\Windows"}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  const options = { signal, windowsHide: true, maxBuffer: 16 * 1024 * 1024, encoding: "utf8" } as const;
  return new Promise((resolve, reject) => {
    const args = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", firewallQuery];
    execFile(shell, args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
