/**
 * The doorbell of a window: a local socket (on Windows a named pipe) that only makes the window come to the front. A second
 * start that meets a held data folder rings it before it ends. The name is random and stands in the instance file, so only who
 * can read that finds it; and all it does is harmless.
 */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Doorbell {
  /** Name to connect to. */
  path: string;
  close(): void;
}

/** Listens; resolves with null where the system gives no socket: a missing doorbell is no reason not to start. */
export function hangDoorbell(rang: () => void, platform: NodeJS.Platform = process.platform): Promise<Doorbell | null> {
  const name = `plate-courier-${randomUUID()}`;
  // Not in the data folder: the name of a socket may have some hundred letters only.
  const path = platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  const server = createServer((visitor) => {
    visitor.on("error", () => {});
    visitor.end("here\n");
    rang();
  });
  return new Promise((resolve) => {
    server.once("error", () => resolve(null));
    server.listen(path, () => {
      server.on("error", () => {});
      server.unref();
      resolve({
        path,
        close() {
          server.close();
          if (platform !== "win32") rmSync(path, { force: true });
        },
      });
    });
  });
}

/** Resolves with whether somebody was there. */
export function ring(path: string, waitMs = 3_000): Promise<boolean> {
  return new Promise((resolve) => {
    const visitor = connect(path);
    const end = (answered: boolean) => {
      clearTimeout(late);
      visitor.destroy();
      resolve(answered);
    };
    const late = setTimeout(() => end(false), waitMs);
    visitor.once("data", () => end(true));
    visitor.once("error", () => end(false));
    visitor.once("close", () => end(false));
  });
}
