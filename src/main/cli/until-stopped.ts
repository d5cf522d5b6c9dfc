/**
 * Waits for the word to stop, then gives the work ten seconds to end.
 *
 * running --first signal--> stopping --stop() resolved--> 0
 *                              |--second signal, or ten seconds--> 1, at once: whatever was answered is on disk already
 * anything nobody caught: logged, 1, at once; whoever supervises us starts us again, and the store is whole.
 */
import type { Terminal } from "./terminal.ts";
import { say } from "./terminal.ts";

const graceMs = 10_000;

export interface StopDependencies {
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
  /** Ends the process; called at most once. */
  exit(code: number): void;
  /** Told of what nobody caught, before the exit. */
  crashed(error: unknown): void;
  terminal: Terminal;
  /** The process, or in tests anything that emits the same. */
  signals: Pick<NodeJS.Process, "on" | "off" | "removeAllListeners">;
}

/** Listens for signals and for what nobody caught until the returned promise resolves with the exit code. */
export function untilStopped(deps: StopDependencies): Promise<number> {
  const { terminal, signals } = deps;
  // SIGBREAK is Ctrl+Break, SIGHUP a console window that is closed: Windows has no SIGTERM.
  const names: NodeJS.Signals[] = terminal.platform === "win32" ? ["SIGINT", "SIGBREAK", "SIGHUP"] : ["SIGINT", "SIGTERM"];
  return new Promise((resolve) => {
    let stopping = false;
    const onSignal = () => {
      if (stopping) return deps.exit(1);
      stopping = true;
      say(terminal.stderr, "Stopping: finishing what is under way. A second signal stops at once.");
      const late = setTimeout(() => {
        say(terminal.stderr, "It did not stop within 10 s and is ended. Nothing that was answered is lost.");
        deps.exit(1);
      }, graceMs);
      deps.stop().then(
        () => end(late, 0),
        (error: unknown) => {
          deps.crashed(error);
          end(late, 1);
        },
      );
    };
    const onCrash = (error: unknown) => {
      deps.crashed(error);
      deps.exit(1);
    };
    const end = (late: NodeJS.Timeout, code: number) => {
      clearTimeout(late);
      for (const name of names) signals.off(name, onSignal);
      signals.off("uncaughtException", onCrash);
      signals.off("unhandledRejection", onCrash);
      resolve(code);
    };
    for (const name of names) {
      // Libraries listen, too: conf's (through when-exit) sends itself the signal again after tidying up, which here would be
      // the second one, and on Windows ends the process at once. Their tidying up also hangs on "exit", and stays.
      signals.removeAllListeners(name);
      signals.on(name, onSignal);
    }
    signals.on("uncaughtException", onCrash);
    signals.on("unhandledRejection", onCrash);
  });
}
