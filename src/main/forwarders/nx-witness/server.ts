/**
 * One server's REST API (/rest/v2 to v4), as Network Optix' open source describes it.
 *
 * Login: POST login/sessions gives a token, sent as Bearer. A token that has run out is told as 401 or 403; then there is one fresh
 * login, and what was asked is asked once more. A wrong password is told as 422 (older: 401), an unknown user as 404: neither
 * is repeated, because the server locks out who keeps trying.
 */
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { ForwarderContext, VendorCamera } from "../forwarder.ts";
import { DeliveryError } from "../forwarder.ts";
import type { HttpAnswer, HttpRequest } from "../kit/http.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { throwForStatus } from "../kit/outcome.ts";
import { redactor } from "../kit/redact.ts";
import { createSession } from "../kit/session.ts";
import { devicesOf, isAmong, parsed } from "./answers.ts";
import { loginFailure } from "./login-failure.ts";

export interface NxBookmark {
  name: string;
  description: string;
  startTimeMs: number;
  durationMs: number;
  tags: readonly string[];
}

export interface NxServer {
  /** Whether this very bookmark is there. False as well where the server does not tell: then it is made, perhaps twice. */
  hasBookmark(camera: string, bookmark: NxBookmark, signal: AbortSignal): Promise<boolean>;
  bookmark(camera: string, bookmark: NxBookmark, signal: AbortSignal): Promise<HttpAnswer>;
  genericEvent(
    event: { caption: string; description: string; timestampMs: number; camera: string },
    signal: AbortSignal,
  ): Promise<void>;
  cameras(signal: AbortSignal): Promise<VendorCamera[]>;
  /** Ends the session at the server where there is one; never fails. */
  logOut(): Promise<void>;
  redact(text: string): string;
}

interface ServerDeps {
  settings: { url: string; username: string; password: string; api: "auto" | "v2" | "v3" | "v4" };
  http: ForwarderContext<unknown>["http"];
  now(): number;
}

/** It answers by redirecting to whichever of its machines the server is connected to. */
const relayNames = /\.relay\.vmsproxy\.com$/i;

/** A large system tells of some thousand cameras with all their options. */
const longestAnswerBytes = 16 * 1024 * 1024;

type Version = "v2" | "v3" | "v4";
interface Held {
  token: string;
  version: Version;
}

export function createNxServer({ settings: { url, username, password, api }, http, now }: ServerDeps): NxServer {
  const base = url.replace(/\/+$/, "");
  const what = hostAndPort(new URL(url));
  const isRelay = relayNames.test(new URL(url).hostname);
  const relayed = new DeliveryError("misconfigured", phrase("nx.relay", { where: what }));
  let known: Version | null = api === "auto" ? null : api;
  let last: Held | null = null;
  const withoutPassword = redactor([password]);
  // Tokens begin with vms-, also those of sessions that have ended.
  const redact = (text: string) => withoutPassword(text).replace(/vms-[\w-]+/g, "•••");
  const session = createSession<Held>({ login, now });

  async function login(signal: AbortSignal) {
    for (const version of known ? [known] : (["v4", "v3", "v2"] as const)) {
      const answer = await ask(
        "POST",
        `${base}/rest/${version}/login/sessions`,
        { username, password, setCookie: false },
        { signal },
      );
      const { error, token, expiresInS } = parsed(answer.text);
      // An unknown user is a 404 too, but one that the API words; an API that is not there is told by the web server.
      if (answer.status === 404 && error === undefined && known === null) continue;
      const failure = loginFailure(answer, { what, redact, now });
      if (failure) throw failure;
      if (typeof token !== "string" || token === "")
        throw new DeliveryError("misconfigured", phrase("nx.foreign", { where: what }));
      known = version;
      last = { token, version };
      return { token: last, expiresAt: typeof expiresInS === "number" ? now() + expiresInS * 1000 : null };
    }
    throw new DeliveryError("misconfigured", phrase("nx.otherVersion", { where: what }));
  }

  async function ask(
    method: HttpRequest["method"],
    to: string,
    body: unknown,
    { token, signal }: { token?: string; signal: AbortSignal },
  ): Promise<HttpAnswer> {
    const asking = http.request({
      method,
      url: to,
      maxAnswerBytes: longestAnswerBytes,
      // Bookmarks and events have no key by which a second one could be told.
      repeatable: method === "GET" || token === undefined,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
    return asking.catch((error: unknown) => {
      throw isRelay && error instanceof DeliveryError && error.kind === "misconfigured" && !error.certificate ? relayed : error;
    });
  }

  /** Asks with the session held, and with a fresh one where the server does not know it any more. */
  async function call(
    method: HttpRequest["method"],
    path: (version: Version) => string,
    body: unknown,
    signal: AbortSignal,
    judge: (answer: HttpAnswer) => void,
  ): Promise<HttpAnswer> {
    return session.use(
      async ({ token, version }) => {
        const answer = await ask(method, `${base}${path(version)}`, body, { token, signal });
        judge(answer);
        throwForStatus(answer, { what, redact, now });
        return answer;
      },
      (error) => error instanceof DeliveryError && error.kind === "unauthorized",
      signal,
    );
  }

  return {
    redact,
    async hasBookmark(camera, bookmark, signal) {
      const { startTimeMs, durationMs } = bookmark;
      const query = new URLSearchParams({
        ...{ startTimeMs: String(startTimeMs), endTimeMs: String(startTimeMs + durationMs), limit: "100" },
      });
      try {
        const answer = await call(
          "GET",
          (version) => `/rest/${version}/devices/${encodeURIComponent(camera)}/bookmarks?${query}`,
          undefined,
          signal,
          () => {},
        );
        return isAmong(answer.text, bookmark);
      } catch (error) {
        // The names in the query are not confirmed, and a user may be allowed to make bookmarks and not to list them.
        if (error instanceof DeliveryError && error.kind !== "unreachable" && error.kind !== "busy") return false;
        throw error;
      }
    },
    bookmark: (camera, bookmark, signal) =>
      call(
        "POST",
        (version) => `/rest/${version}/devices/${encodeURIComponent(camera)}/bookmarks`,
        bookmark,
        signal,
        ({ status, text }) => {
          if (status !== 404 || parsed(text).error === undefined) return;
          throw new DeliveryError("misconfigured", phrase("nx.unknownCamera", { where: what, camera }), { cameraOnly: true });
        },
      ),
    async genericEvent({ caption, description, timestampMs, camera }, signal) {
      const event = { source: "Plate Courier", caption, description, timestamp: String(timestampMs) };
      // Version 4 has an address of its own; older servers take the one of the former API.
      const answer = await call(
        "POST",
        (version) => (version === "v4" ? "/rest/v4/events/generic" : "/api/createEvent"),
        { ...event, state: "instant", deviceIds: [camera], metadata: JSON.stringify({ cameraRefs: [camera] }) },
        signal,
        () => {},
      );
      const { error, errorString } = parsed(answer.text);
      // The former API says failures inside a 200.
      if (error !== undefined && String(error) !== "0")
        throw new DeliveryError("rejected", phrase("nx.noEvent", { where: what, said: redact(String(errorString ?? error)) }));
    },
    async cameras(signal) {
      const { text } = await call(
        "GET",
        (version) => `/rest/${version}/devices`,
        undefined,
        signal,
        () => {},
      );
      return devicesOf(text);
    },
    async logOut() {
      const held = last;
      last = null;
      if (!held) return;
      session.invalidate(held);
      await ask("DELETE", `${base}/rest/${held.version}/login/sessions/current`, undefined, {
        token: held.token,
        signal: AbortSignal.timeout(3_000),
      }).catch(() => {});
    },
  };
}
