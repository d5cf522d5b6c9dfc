import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { ConsoleBackend } from "../../src/main/console/backend.ts";
import { type ConsoleServerDependencies, createConsoleServer } from "../../src/main/console/http.ts";
import { silentLog } from "../../src/main/log.ts";

export const token = "the-console-token-of-this-test";
const secretOfBackend = "what only the signed in may read";

/** A backend that answers what these tests ask, and says "not asked for" for the rest. */
function backend(): ConsoleBackend {
  const answers: Partial<ConsoleBackend> = {
    cameras: () => [{ camera: secretOfBackend, reads: 1, lastSeenAt: 0 }],
    sendTestPlate: async () => ({ plate: "ABC123" }),
    pauseDestination: async () => {
      throw new Error("stack and path /home/operator");
    },
    status: () => ({ version: "test" }) as ReturnType<ConsoleBackend["status"]>,
    async *live(signal) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    },
  };
  return new Proxy(answers as ConsoleBackend, {
    get: (target, key) =>
      Reflect.get(target, key) ??
      (() => {
        throw new Error(`not asked for: ${String(key)}`);
      }),
  });
}

/** A built console of three files, with a secret beside its folder. */
export function builtConsole(): string {
  const dir = mkdtempSync(join(tmpdir(), "plate-courier-console-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const renderer = join(dir, "renderer");
  mkdirSync(join(renderer, "assets"), { recursive: true });
  writeFileSync(join(renderer, "index.html"), "<!doctype html><title>Plate Courier</title>");
  writeFileSync(join(renderer, "assets", "index-AbCd1234.js"), "export {};");
  writeFileSync(join(dir, "secret.key"), "top secret");
  return renderer;
}

/** The running console and a client that, other than fetch, may send any Host. */
export async function runningConsole(options: Partial<ConsoleServerDependencies> = {}) {
  const server = createConsoleServer({
    backend: backend(),
    image: async ({ kind, id }) => (id === 7 ? { bytes: Buffer.from(kind), contentType: "image/jpeg" } : null),
    file: async () => null,
    token,
    host: "127.0.0.1",
    port: 0,
    assetsDir: builtConsole(),
    log: silentLog,
    ...options,
  });
  await server.start();
  onTestFinished(() => server.stop());
  const base = new URL(server.url());

  function ask(path: string, { method = "GET", headers = {}, body = "" }: Asked = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: base.port, path, method, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString("utf8") }),
        );
        answer.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /** Signs in as a browser does and gives the cookie it would send. */
  async function signedIn(): Promise<string> {
    const answer = await ask("/session", { ...signInWith(token), method: "POST" });
    return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  }

  return { server, ask, signedIn, origin: base.origin, host: base.host };
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** The request of the sign-in page. */
export const signInWith = (given: string): Asked => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ token: given }),
});
