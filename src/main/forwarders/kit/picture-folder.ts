/**
 * A folder from which another program serves our pictures (Home Assistant's www, a web server's). Bounded: whatever happens, only the
 * newest stay, and none for longer than a week. Only files of our own naming are ever removed.
 *
 * Names hold a random number: such folders are often served to whoever knows a file's name, without any login.
 */

import { randomBytes } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type PhraseKeyOf, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";

export interface PictureFolder {
  /** Writes the picture and returns its file name. Throws DeliveryError("misconfigured") in words where that is not possible. */
  put(jpeg: Buffer): Promise<string>;
  /** Writes a file and removes it again. Throws like put. */
  probe(): Promise<void>;
  /** Resolves when no clearing is under way any more. */
  settled(): Promise<void>;
}

export interface PictureFolderOptions {
  folder: string;
  now(): number;
  /** The newest that stay. */
  most?: number;
  longestMs?: number;
  /** A share on the network can hold a write up for minutes. */
  patienceMs?: number;
}

const ourName = /^plate-courier-(\d{13})-[0-9a-f]{32}\.jpg$/;
/** The folder is looked through after so many pictures. */
const clearEvery = 20;
/** Writes that may hang at once. More would take the threads that the rest of the program reads files with. */
const mostHanging = 2;

export function createPictureFolder({
  folder,
  now,
  most = 300,
  longestMs = 7 * 24 * 3600 * 1000,
  patienceMs = 5000,
}: PictureFolderOptions): PictureFolder {
  let hanging = 0;
  let sinceCleared = clearEvery;
  let clearing = Promise.resolve();

  async function clear(): Promise<void> {
    const ours = (await readdir(folder)).filter((name) => ourName.test(name)).sort();
    const oldest = now() - longestMs;
    const excess = ours.slice(0, Math.max(0, ours.length - most));
    const outdated = ours.filter((name) => Number(ourName.exec(name)?.[1]) < oldest);
    // One that another program holds open is removed the next time, and does not keep the others.
    for (const name of new Set([...excess, ...outdated])) await rm(join(folder, name), { force: true }).catch(() => {});
  }

  async function write(name: string, bytes: Buffer): Promise<void> {
    if (hanging >= mostHanging) throw tooSlow(folder);
    hanging += 1;
    const writing = writeFile(join(folder, name), bytes, { flag: "wx" }).finally(() => {
      hanging -= 1;
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow(folder)), patienceMs);
    });
    try {
      await Promise.race([writing, late]);
    } catch (error) {
      writing.catch(() => {});
      throw error instanceof DeliveryError ? error : cannotWrite(folder, error);
    } finally {
      clearTimeout(timer);
    }
  }

  const newName = () =>
    `plate-courier-${String(Math.max(0, Math.round(now()))).padStart(13, "0")}-${randomBytes(16).toString("hex")}.jpg`;
  return {
    async put(jpeg) {
      const name = newName();
      await write(name, jpeg);
      sinceCleared += 1;
      if (sinceCleared >= clearEvery) {
        sinceCleared = 0;
        // A folder that cannot be looked through now is cleared the next time.
        clearing = clearing.then(clear).catch(() => {});
      }
      return name;
    },
    async probe() {
      const name = newName();
      await write(name, Buffer.from("test"));
      await rm(join(folder, name), { force: true }).catch(() => {});
    },
    settled: () => clearing,
  };
}

const byCode: Record<string, PhraseKeyOf<"folder">> = {
  ENOENT: "folder.missing",
  ENOTDIR: "folder.noFolder",
  EACCES: "folder.notAllowed",
  EPERM: "folder.notAllowed",
  EROFS: "folder.readOnly",
  ENOSPC: "folder.full",
  EDQUOT: "folder.full",
};

function cannotWrite(folder: string, error: unknown): DeliveryError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = byCode[code];
  const message = known ? phrase(known, { folder }) : phrase("folder.notWritten", { folder, code });
  return new DeliveryError("misconfigured", message, { cause: error });
}

function tooSlow(folder: string): DeliveryError {
  return new DeliveryError("misconfigured", phrase("folder.noAnswer", { folder }));
}
