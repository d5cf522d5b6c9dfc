import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Moment } from "./system-calls.ts";

/** What is done with what was written and not flushed when the power went: a disk may do either, in any mixture. */
export type Unflushed = "lost" | "kept" | (() => boolean);

type Change = { offset: number; bytes: Buffer } | { size: number };

interface ModelFile {
  changes: Change[];
  /** So many of them are on the disk for certain. */
  flushed: number;
}

/**
 * A disk that keeps apart what a program wrote and what it flushed. The names of files are flushed with their folder, as POSIX
 * has it, though most file systems are kinder. Everything else that a program is told ("written") is a promise of the memory only.
 */
export function createDiskModel(root: string) {
  const files = new Map<string, ModelFile>();
  const flushedNames = new Set<string>();
  const flushing = new Map<number, { path: string; upTo: number }>();

  function fileOf(path: string): ModelFile {
    const file = files.get(path) ?? { changes: [], flushed: 0 };
    files.set(path, file);
    return file;
  }

  const ours = (path: string) => path.startsWith(`${root}/`);

  function flushed(call: number): void {
    const begun = flushing.get(call);
    if (!begun) return;
    flushing.delete(call);
    const file = files.get(begun.path);
    if (file) file.flushed = Math.max(file.flushed, begun.upTo);
    // A folder: every name that is in it.
    else for (const path of files.keys()) if (dirname(path) === begun.path) flushedNames.add(path);
  }

  function removed(path: string): void {
    files.delete(path);
    flushedNames.delete(path);
  }

  function renamed(from: string, to: string): void {
    const file = files.get(from);
    if (file) files.set(to, file);
    removed(from);
  }

  function changed(path: string, change: Change): void {
    fileOf(path).changes.push(change);
  }

  return {
    apply(moment: Moment): void {
      if (moment.is === "sending") return;
      if (moment.is === "flushed") flushed(moment.call);
      else if (moment.is === "renamed") renamed(moment.from, moment.to);
      else if (!ours(moment.path) && moment.path !== root) return;
      else if (moment.is === "flushing")
        flushing.set(moment.call, { path: moment.path, upTo: files.get(moment.path)?.changes.length ?? 0 });
      else if (moment.is === "removed") removed(moment.path);
      else if (moment.is === "written") changed(moment.path, { offset: moment.offset, bytes: moment.bytes });
      else if (moment.is === "truncated") changed(moment.path, { size: moment.size });
      else if (moment.is === "emptied") changed(moment.path, { size: 0 });
      // Folders are made anew with the files in them.
      else if (/\.[a-z]+(?:-\w+)?$/.test(moment.path)) fileOf(moment.path);
    },
    /** Writes what is left after a power cut at this moment into a folder; `wanted`: the files that are of interest. */
    afterPowerCut(folder: string, unflushed: Unflushed, wanted: (path: string) => boolean): void {
      for (const [path, file] of files) {
        if (!wanted(path) || (unflushed === "lost" && !flushedNames.has(path))) continue;
        const target = join(folder, relative(root, path));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, contentOf(file, unflushed));
      }
    },
  };
}

function contentOf({ changes, flushed }: ModelFile, unflushed: Unflushed): Buffer {
  let content = Buffer.alloc(0);
  for (const [index, change] of changes.entries()) {
    const there = index < flushed || unflushed === "kept" || (unflushed !== "lost" && unflushed());
    if (!there) continue;
    const size = "size" in change ? change.size : Math.max(content.length, change.offset + change.bytes.length);
    if (size !== content.length) content = Buffer.concat([content.subarray(0, size)], size);
    if ("bytes" in change) change.bytes.copy(content, change.offset);
  }
  return content;
}
