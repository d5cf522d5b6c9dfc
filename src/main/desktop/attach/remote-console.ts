/**
 * The console of a receiver in another process, over loopback HTTP with the token from the instance file. The file is read
 * again for every question: after a restart the receiver has another port and another token.
 */
import { createTRPCClient, httpLink } from "@trpc/client";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isAnsweredHere } from "../../../shared/answered-here.ts";
import type { LiveMessage } from "../../../shared/feed.ts";
import type { UpdatesBackend } from "../../console/backend/updates.ts";
import type { WorkstationBackend } from "../../console/backend/workstation.ts";
import type { ConsoleBackend } from "../../console/backend.ts";
import type { ConsoleRouter } from "../../console/router.ts";
import { updateRouter } from "../../console/routes/updates.ts";
import { workstationRouter } from "../../console/routes/workstation.ts";
import type { ImageRequest, ServedImage } from "../../core-api.ts";
import type { ConsoleAccess } from "../console-access.ts";
import type { RemoteUpdates } from "./attached-updates.ts";
import { readEventStream } from "./event-stream.ts";
import type { Instance } from "./instance-file.ts";

/** What is asked here asks it nothing else. */
const noBackend = {} as ConsoleBackend;

/** Of what the page asks, these headers are for the receiver; Origin and cookies are about the page's own address. */
const passedOn = ["accept", "content-type", "last-event-id", "trpc-accept"];
const answerMs = 15_000;

export interface RemoteConsoleDependencies {
  /** The instance as the file tells it now; null while there is none. */
  reach(): Instance | null;
  /** This computer's own settings are no business of the receiver's process. */
  workstation: WorkstationBackend;
  /** Nor are updates, which it may not install. */
  updates(remote: RemoteUpdates): UpdatesBackend;
}

export function createRemoteConsole({ reach, workstation, updates }: RemoteConsoleDependencies): ConsoleAccess {
  function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const there = reach()?.console;
    if (!there) return Promise.reject(new Error("The receiver of this computer does not run at the moment."));
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${there.token}`);
    return fetch(new URL(path, there.url), { ...init, headers, redirect: "error" });
  }

  const client = createTRPCClient<ConsoleRouter>({
    links: [
      httpLink({
        // Only the path counts: where it leads is known when it is asked.
        url: "http://receiver/trpc",
        fetch: (url, options) => {
          const { pathname, search } = new URL(String(url));
          const { method = "GET", body = null, headers } = (options ?? {}) as RequestInit;
          return ask(pathname + search, {
            method,
            body,
            ...(headers ? { headers } : {}),
            signal: AbortSignal.timeout(answerMs),
          });
        },
      }),
    ],
  });

  const forUpdates = updates({
    updates: () => client.updates.query(),
    saveUpdates: (next) => client.saveUpdates.mutate(next),
  });

  /** What this process answers itself; null: the receiver does. */
  function local(request: Request, pathname: string): Promise<Response> | null {
    const given = { endpoint: "/trpc", req: request };
    if (pathname.startsWith("/trpc/workstation.")) {
      const createContext = () => ({ backend: noBackend, workstation });
      return fetchRequestHandler({ ...given, router: workstationRouter, createContext });
    }
    if (!isAnsweredHere(pathname.slice("/trpc/".length))) return null;
    const createContext = () => ({ backend: { ...noBackend, ...forUpdates } });
    return fetchRequestHandler({ ...given, router: updateRouter, createContext });
  }

  return {
    async rpc(request) {
      const { pathname, search } = new URL(request.url);
      const answered = local(request, pathname);
      if (answered !== null) return answered;
      const headers = new Headers();
      for (const name of passedOn) {
        const value = request.headers.get(name);
        if (value !== null) headers.set(name, value);
      }
      const body = request.method === "POST" ? await request.arrayBuffer() : null;
      try {
        const answer = await ask(pathname + search, { method: request.method, headers, body, signal: request.signal });
        return new Response(answer.body, { status: answer.status, headers: typeOf(answer) });
      } catch {
        return new Response("The receiver of this computer does not answer.\n", { status: 503 });
      }
    },
    async image(asked): Promise<ServedImage | null> {
      const answer = await ask(imagePath(asked), { signal: AbortSignal.timeout(answerMs) });
      if (!answer.ok) return null;
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { bytes, contentType: answer.headers.get("content-type") ?? "application/octet-stream" };
    },
    async file(path) {
      const answer = await ask(`/files/${path}`);
      if (!answer.ok || !answer.body) return null;
      const { headers, body } = answer;
      const size = headers.get("content-length");
      return {
        name: nameIn(headers.get("content-disposition") ?? ""),
        contentType: headers.get("content-type") ?? "application/octet-stream",
        size: size === null ? null : Number(size),
        chunks: body,
      };
    },
    async *live(signal) {
      const answer = await ask("/trpc/live", { headers: { accept: "text/event-stream" }, signal });
      if (!answer.ok || !answer.body) throw new Error(`The receiver answered ${answer.status}.`);
      for await (const { event, data } of readEventStream(answer.body)) {
        if (event === "message" && data !== "") yield JSON.parse(data) as LiveMessage;
      }
    },
    status: () => client.status.query(),
    settings: () => client.settings.query(),
    lists: () => client.lists.query(),
    forwarders: () => client.forwarders.query(),
    sendTestPlate: () => client.sendTestPlate.mutate(),
    pauseDeliveries: (until) => client.pauseDeliveries.mutate({ until }),
    resumeDeliveries: () => client.resumeDeliveries.mutate(),
  };
}

/** Whether the console of an instance answers to its token. */
export async function consoleAnswers({ console }: Instance, waitMs = 3_000): Promise<boolean> {
  if (!console) return false;
  try {
    const headers = { authorization: `Bearer ${console.token}` };
    const answer = await fetch(new URL("/trpc/status", console.url), { headers, signal: AbortSignal.timeout(waitMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** The file's name as served-file.ts writes it. */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return encoded === undefined ? "file" : decodeURIComponent(encoded);
}

function imagePath({ kind, id }: ImageRequest): string {
  if (kind === "plate") return `/images/plate/${id}`;
  return kind === "thumb" ? `/images/${id}/thumb` : `/images/${id}`;
}

function typeOf(answer: Response): Headers {
  const type = answer.headers.get("content-type");
  return new Headers(type === null ? {} : { "content-type": type });
}
