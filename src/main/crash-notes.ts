/**
 * Notes about how the program ended, in crashes/ of the data folder. They are read by the next start and by a person, and are
 * never sent anywhere.
 *
 * A note holds where in the program it happened and what the error said, with everything taken out that may be a secret:
 * errors quote addresses and headers. last-run.json beside them says whether the last run stopped in order: where it did not
 * and left no note, nobody could write one, as at a power cut.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withoutSecretShapes } from "./diagnostics/secret-shapes.ts";
import { stackOf } from "./log.ts";
import { writeFileAtomically } from "./settings/private-file.ts";

const notesKept = 20;
const noteName = /^crash-(\d{13})\.txt$/;
const folderOf = (dataDir: string) => join(dataDir, "crashes");

export interface CrashNotes {
  /** When the program crashed before, in milliseconds since the epoch. */
  earlier(): number[];
  /** Writes one; failing to is left alone, as there is nobody left to tell. Returns its file, or null. */
  write(error: unknown): string | null;
  /**
   * To be called once when the data folder is ours: returns how the last run ended, where that was not in order, and begins
   * this one.
   */
  begin(): BadEnd | null;
  /** This run ends in order. */
  ended(): void;
}

/** `at`: of the fault, or where that is not known the start of the run that it ended. `note`: its file. */
export interface BadEnd {
  at: number;
  note: string | null;
}

interface Run {
  startedAt: number;
  ended: boolean;
}

export function createCrashNotes(deps: { dataDir: string; version: string; now(): number }): CrashNotes {
  const { dataDir, version, now } = deps;
  const folder = folderOf(dataDir);
  const runFile = join(folder, "last-run.json");
  let startedAt = 0;

  function keep(run: Run): void {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileAtomically(runFile, JSON.stringify({ ...run, version }));
    } catch {
      // The disk is full: the next start then may tell of an end that was none, which harms nobody.
    }
  }

  function notes(): { at: number; file: string }[] {
    try {
      return readdirSync(folder)
        .flatMap((name) => {
          const at = noteName.exec(name)?.[1];
          return at === undefined ? [] : [{ at: Number(at), file: join(folder, name) }];
        })
        .sort((a, b) => a.at - b.at);
    } catch {
      return [];
    }
  }

  return {
    earlier: () => notes().map(({ at }) => at),
    write(error) {
      try {
        mkdirSync(folder, { recursive: true });
        const at = now();
        const file = join(folder, `crash-${String(at).padStart(13, "0")}.txt`);
        const head = `Plate Courier ${version}, ${new Date(at).toISOString()}, ${process.platform} ${process.arch}`;
        writeFileAtomically(file, `${head}\n\n${withoutSecrets(stackOf(error))}\n`);
        for (const { file: old } of notes().slice(0, -notesKept)) rmSync(old, { force: true });
        return file;
      } catch {
        return null;
      }
    },
    begin() {
      const last = lastRun(runFile);
      startedAt = now();
      keep({ startedAt, ended: false });
      if (!last) return null;
      // A note from within that run tells of its end; an older one tells of another's.
      const crash = notes().at(-1);
      if (crash && crash.at >= last.startedAt) return { at: crash.at, note: crash.file };
      return last.ended ? null : { at: last.startedAt, note: null };
    },
    ended: () => keep({ startedAt, ended: true }),
  };
}

/** The sentence for the console and the log. */
export function endSentence({ at, note }: BadEnd): string {
  const when = new Date(at).toLocaleString("sv-SE").slice(0, 16);
  return note === null
    ? `The last run, begun at ${when}, ended without stopping in order: a power cut, a reset, or a fault. Nothing that was answered is lost.`
    : `Plate Courier ended at ${when} because of a fault of its own and started again. Nothing that was answered is lost. What is known is in ${note}; it was not sent anywhere.`;
}

function lastRun(file: string): Run | null {
  try {
    const { startedAt, ended } = JSON.parse(readFileSync(file, "utf8")) as Partial<Record<keyof Run, unknown>>;
    return typeof startedAt === "number" ? { startedAt, ended: ended === true } : null;
  } catch {
    return null;
  }
}

/** Takes out what may be a secret. The lines that name places in the program stay as they are. */
export function withoutSecrets(text: string): string {
  const lines = text.slice(0, 20_000).split("\n");
  return lines.map((line) => (/^\s+at /.test(line) ? line : withoutSecretShapes(line))).join("\n");
}
