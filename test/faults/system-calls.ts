/** What strace writes down (-f -y -xx), line by line, as the few things that matter for what is on a disk. */

/** One moment of the program. `path`: what a file descriptor stands for, as the system says. */
export type Moment =
  | { is: "written"; path: string; offset: number; bytes: Buffer }
  | { is: "truncated"; path: string; size: number }
  /** The system was asked to flush; what was written before this moment is meant. */
  | { is: "flushing"; path: string; call: number }
  | { is: "flushed"; call: number }
  | { is: "created"; path: string }
  | { is: "emptied"; path: string }
  | { is: "removed"; path: string }
  | { is: "renamed"; from: string; to: string }
  /** Bytes began to go out to somebody. */
  | { is: "sending"; text: string };

/** The calls to be traced; `write` is for the answers. */
export const tracedCalls =
  "pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync,ftruncate,openat,mkdir,unlink,unlinkat,rename,renameat,renameat2";

/** Reads the calls in the order in which they began and ended. Failed ones count for nothing. */
export function* momentsOf(lines: Iterable<string>): Generator<Moment> {
  const begun = new Map<string, { text: string; call: number }>();
  /** Files whose writes are flushed before they return. */
  const flushing = new Set<string>();
  let calls = 0;
  for (const line of lines) {
    const found = /^(\d+) +(.*)$/.exec(line);
    const thread = found?.[1];
    const rest = found?.[2];
    if (thread === undefined || rest === undefined) continue;
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    if (resumed) {
      const first = begun.get(thread);
      begun.delete(thread);
      if (first) yield* ended(first.text + resumed[1], first.call, flushing);
      continue;
    }
    calls += 1;
    yield* began(rest, calls);
    const unfinished = rest.indexOf(" <unfinished ...>");
    if (unfinished >= 0) begun.set(thread, { text: rest.slice(0, unfinished), call: calls });
    else yield* ended(rest, calls, flushing);
  }
}

const descriptor = /^\w+\(\d+<([^>]*)>/;

function* began(text: string, call: number): Generator<Moment> {
  const path = pathOf(text);
  if (/^f(?:data)?sync\(/.test(text) && path !== null) yield { is: "flushing", path, call };
  // Answers are seen before they can have left.
  if (/^(?:write|writev|sendto|sendmsg)\(/.test(text) && /^(?:socket|TCP)/.test(path ?? ""))
    yield { is: "sending", text: stringsOf(text).toString("latin1") };
}

function* ended(text: string, call: number, flushing: Set<string>): Generator<Moment> {
  const result = /\) += (-?\d+)[^=]*$/.exec(text)?.[1];
  if (result === undefined || result.startsWith("-")) return;
  const path = pathOf(text);
  const name = /^\w+/.exec(text)?.[0] ?? "";
  if ((name === "pwrite64" || name === "pwritev") && path !== null) {
    const offset = Number(/, (\d+)\) += \d+[^=]*$/.exec(text)?.[1]);
    yield { is: "written", path, offset, bytes: stringsOf(text).subarray(0, Number(result)) };
    if (flushing.has(path)) {
      yield { is: "flushing", path, call };
      yield { is: "flushed", call };
    }
  } else if (name === "fsync" || name === "fdatasync") yield { is: "flushed", call };
  else if (name === "ftruncate" && path !== null) {
    yield { is: "truncated", path, size: Number(/, (\d+)\) +=/.exec(text)?.[1]) };
  } else if (name === "openat") {
    const opened = /= \d+<(.*)>$/.exec(text)?.[1];
    if (opened !== undefined && text.includes("O_CREAT")) yield { is: "created", path: named(opened) };
    if (opened !== undefined && text.includes("O_DSYNC")) flushing.add(named(opened));
    if (opened !== undefined && text.includes("O_TRUNC")) yield { is: "emptied", path: named(opened) };
  } else if (name === "mkdir" || name === "unlink" || name === "unlinkat") {
    const target = stringsOf(text).toString();
    yield name === "mkdir" ? { is: "created", path: target } : { is: "removed", path: target };
  } else if (name.startsWith("rename")) {
    const [from = "", to = ""] = [...text.matchAll(strings)].map(([, hex]) => bytesOf(hex).toString());
    yield { is: "renamed", from, to };
  }
}

/** Names that strace prints come in hex, too. */
function pathOf(text: string): string | null {
  const found = descriptor.exec(text)?.[1];
  return found === undefined ? null : named(found);
}

function named(printed: string): string {
  return (printed.startsWith("\\x") ? bytesOf(printed).toString() : printed).replace(/ ?\(deleted\)$/, "");
}

const strings = /"((?:\\x[0-9a-f]{2})*)"/g;

function stringsOf(text: string): Buffer {
  return Buffer.concat([...text.matchAll(strings)].map(([, hex]) => bytesOf(hex)));
}

function bytesOf(hex = ""): Buffer {
  return Buffer.from(hex.replaceAll("\\x", ""), "hex");
}
