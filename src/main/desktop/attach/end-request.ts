/**
 * How the receiver in the background is asked to end in order: a file with this name in its data folder. Only who may write there can
 * ask (administrators, Windows itself and the receiver's own account, see boot-task.ts): the installer does before it exchanges
 * files, and so does the script that switches the start with the computer off. Killed, nothing would be lost, but a webhook
 * that is just being stored would have to be sent again.
 *
 * asked -- the file is taken away, as a sign that somebody is there --> waiting -- no webhook is being taken, or it took too long --> ended
 *
 * It ends without an error, so that Windows does not start it again; who asked does (or the next start of the computer).
 */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";

export const endRequestName = "end-request";

export interface EndRequestDependencies {
  dataDir: string;
  /** True while no webhook is being taken and none came for `quietMs`. */
  calm(quietMs: number): boolean;
  /** Ends this process in order, which finishes what is under way. */
  end(): void;
  clock: Clock;
  log: Log;
}

const lookEveryMs = 1_000;
/** Within a shorter time the gap between two webhooks of one gate would pass for the end of the day. */
const quietMs = 1_500;
/** Then it ends all the same: the stop itself waits for what is under way. */
const longestWaitMs = 15_000;

/** Returns its own undo. A request from before the start is none. */
export function watchForEndRequest({ dataDir, calm, end, clock, log }: EndRequestDependencies): () => void {
  const file = join(dataDir, endRequestName);
  rmSync(file, { force: true });
  let cancel = clock.after(lookEveryMs, look);
  let askedAt: number | null = null;

  function look(): void {
    if (askedAt === null && existsSync(file)) {
      askedAt = clock.now();
      rmSync(file, { force: true });
      log.info("Asked to end in order, for an installation or because this is switched off.");
    }
    // A clock that was set back must not make whoever waits wait for as long.
    if (askedAt !== null && (calm(quietMs) || Math.abs(clock.now() - askedAt) >= longestWaitMs)) end();
    else cancel = clock.after(askedAt === null ? lookEveryMs : 100, look);
  }

  return () => cancel();
}
