/**
 * The REST API of an Nx Witness server. Takes Bearer tokens of its own only, checks ids and fields, and words errors as the server
 * does. Switches: which versions it knows, whether ids carry braces, sessions that die, a lock after wrong passwords.
 */
import { defineSimulator, onOff, onStrictServer } from "./simulator.ts";
import { type SimulatedAnswer, type StrictServer, type StrictServerOptions, startStrictServer } from "./strict-server.ts";

export const nxCamera = "5a3c1c1e-7b6f-4c57-9d0b-2f5f0c6a1b11";
const oneCamera = { [nxCamera]: "Gate" };

export interface NxSimulator extends StrictServer {
  logins(): number;
  bookmarks: { camera: string; bookmark: Record<string, unknown> }[];
  genericEvents: Record<string, unknown>[];
  /** Every token given out so far is unknown from now on. */
  endSessions(): void;
  /** Sessions that are open. */
  open(): number;
}

interface NxOptions {
  username: string;
  password: string;
  versions?: readonly string[];
  braces?: boolean;
  locked?: boolean;
  /** How a wrong password is told: newer servers 422, older builds 401. */
  wrongPassword?: 422 | 401;
  /** Names by id. */
  cameras?: Readonly<Record<string, string>>;
  /** How a user without the right to manage bookmarks is told so; null: this user has it. */
  viewer?: 403 | 404 | null;
  /** After so long the server does not know a token any more; the default of real ones is not known. */
  sessionS?: number;
  /** How bookmarks are listed; the names of the query are not known for sure: "ignored" answers with all of the camera. */
  listing?: "filtered" | "ignored" | "refused" | "forbidden";
  /** What comes of a request over http; real servers take tokens over https only, and how they say so is not known. */
  plainHttp?: "taken" | "refused" | "redirected";
}

const error = (status: number, errorId: string, errorString: string, refused?: string): SimulatedAnswer => ({
  status,
  body: JSON.stringify({ error: "1", errorId, errorString }),
  ...(refused === undefined ? {} : { refused }),
});

export async function startNxWitness(options: NxOptions, listening: StrictServerOptions = {}): Promise<NxSimulator> {
  const { username, password, versions = ["v2", "v3", "v4"], braces = false, locked = false } = options;
  const { cameras = oneCamera, wrongPassword = 422, viewer = null, sessionS = 3600, plainHttp = "taken" } = options;
  const { listing = "filtered" } = options;
  /** When each ends. */
  const tokens = new Map<string, number>();
  const bookmarks: NxSimulator["bookmarks"] = [];
  const genericEvents: Record<string, unknown>[] = [];
  let logins = 0;

  function login(text: string): SimulatedAnswer {
    const given = JSON.parse(text);
    if (locked) return error(403, "forbidden", "Too many attempts, try again later");
    if (given.username !== username) return error(404, "notFound", "User is not found", "unknown user");
    if (given.password !== password)
      return error(
        wrongPassword,
        wrongPassword === 401 ? "unauthorized" : "invalidParameter",
        "Wrong password",
        "wrong password",
      );
    logins += 1;
    const token = `vms-planted-${logins}`;
    tokens.set(token, Date.now() + sessionS * 1000);
    return { body: JSON.stringify({ id: token, token, username, ageS: 0, expiresInS: sessionS }) };
  }

  function bookmark(camera: string, text: string): SimulatedAnswer {
    if (!/^[0-9a-f-]{36}$/.test(camera) || !(camera in cameras))
      return error(404, "notFound", "No such device", `no camera ${camera}`);
    if (viewer === 404) return error(404, "notFound", "No such device", "the user may only look");
    if (viewer === 403) return error(403, "forbidden", "The user may not manage bookmarks", "the user may only look");
    const given = JSON.parse(text);
    for (const [key, type] of Object.entries({ name: "string", durationMs: "number", startTimeMs: "number" }))
      if (typeof given[key] !== type) return error(422, "missingParameter", key, `${key} is ${given[key]}`);
    bookmarks.push({ camera, bookmark: given });
    return { body: JSON.stringify({ id: `{${bookmarks.length}}`, ...given }) };
  }

  function listed(camera: string, query: URLSearchParams): SimulatedAnswer {
    if (listing === "refused") return error(422, "invalidParameter", "Unknown parameter startTimeMs");
    if (listing === "forbidden") return error(403, "forbidden", "The user may not view bookmarks");
    const between = (start: number) => start >= Number(query.get("startTimeMs")) && start <= Number(query.get("endTimeMs"));
    const own = bookmarks.filter((one) => one.camera === camera).map(({ bookmark }) => bookmark);
    return { body: JSON.stringify(listing === "ignored" ? own : own.filter((one) => between(Number(one.startTimeMs)))) };
  }

  const server = await startStrictServer(({ method, url, headers, text }) => {
    if (!listening.tls && plainHttp === "refused") return error(403, "forbidden", "Use https", "not over https");
    if (!listening.tls && plainHttp === "redirected")
      return { status: 307, headers: { location: `https://${headers.host}${url.pathname}` }, refused: "not over https" };
    const version = /^\/rest\/(v\d)\//.exec(url.pathname)?.[1];
    // Not a word of the API: this is the web server's own answer.
    if (version !== undefined && !versions.includes(version)) return { status: 404, body: "Not Found" };
    const path = url.pathname.replace(/^\/rest\/v\d\//, "");
    if (path === "login/sessions" && method === "POST") return login(text);
    const token = headers.authorization?.replace(/^Bearer /, "") ?? "";
    if (!((tokens.get(token) ?? 0) > Date.now())) return error(403, "sessionExpired", "Session is expired");
    if (path === "login/sessions/current" && method === "DELETE") {
      tokens.delete(token);
      return {};
    }
    if (path === "devices" && method === "GET") {
      const written = (id: string) => (braces ? `{${id.toUpperCase()}}` : id);
      const devices = Object.entries(cameras).map(([id, name]) => ({ id: written(id), name, deviceType: "Camera" }));
      return { body: JSON.stringify([...devices, { id: "io", name: "Relay", deviceType: "IOModule" }]) };
    }
    const camera = /^devices\/([^/]+)\/bookmarks$/.exec(path)?.[1];
    if (camera !== undefined && method === "POST") return bookmark(decodeURIComponent(camera), text);
    if (camera !== undefined && method === "GET") return listed(decodeURIComponent(camera), url.searchParams);
    if ((path === "events/generic" && version === "v4") || path === "/api/createEvent") {
      genericEvents.push(JSON.parse(text));
      return { body: path === "/api/createEvent" ? '{"error":"0"}' : "{}" };
    }
    return error(404, "notFound", "No such path", `${method} ${url.pathname}`);
  }, listening);
  return {
    ...server,
    bookmarks,
    genericEvents,
    logins: () => logins,
    endSessions: () => tokens.clear(),
    open: () => tokens.size,
  };
}

/** To be run by hand. */
export const nxWitness = defineSimulator({
  type: "nx-witness",
  summary: "the REST API of Nx Witness, Wisenet WAVE and DW Spectrum",
  switches: {
    username: { says: "the local user it knows", initial: "lpr" },
    password: { says: "that user's password", initial: "made-up-nx-word" },
    cameras: { says: "names of the cameras that the user sees, with commas between", initial: "Gate in,Gate out,Yard" },
    versions: { says: "REST versions it has, with commas between", initial: "v2,v3,v4" },
    braces: { says: "whether ids carry braces and capitals", initial: "off", values: onOff },
    locked: { says: "whether too many wrong passwords were tried", initial: "off", values: onOff },
    viewer: { says: "how a user who may not make bookmarks is told so", initial: "no", values: ["no", "403", "404"] },
    "session-s": { says: "seconds for which a login is good", initial: "3600" },
    "plain-http": {
      says: "what comes of a request over http",
      initial: "taken",
      values: ["taken", "refused", "redirected"],
    },
    listing: {
      says: "how the bookmarks of a time are listed, when one may have been made already",
      initial: "filtered",
      values: ["filtered", "ignored", "refused", "forbidden"],
    },
    "wrong-password": { says: "how a wrong password is told; older builds: 401", initial: "422", values: ["422", "401"] },
  },
  async start({ port, tls, switches }) {
    const { username, password } = switches;
    const names = switches.cameras.split(",").flatMap((name) => name.trim() || []);
    const viewer = switches.viewer === "no" ? null : switches.viewer === "403" ? 403 : 404;
    const server = await startNxWitness(
      {
        ...{ username, password },
        cameras: Object.fromEntries(names.map((name, index) => [index === 0 ? nxCamera : cameraId(index), name])),
        versions: switches.versions.split(","),
        braces: switches.braces === "on",
        locked: switches.locked === "on",
        viewer,
        sessionS: Number(switches["session-s"]),
        listing: switches.listing as "filtered" | "ignored" | "refused" | "forbidden",
        plainHttp: switches["plain-http"] as "taken" | "refused" | "redirected",
        wrongPassword: switches["wrong-password"] === "401" ? 401 : 422,
      },
      { port, ...(tls ? { tls } : {}) },
    );
    return onStrictServer(server, {
      settings: { url: server.origin, username, password },
      hint: "Then choose one of its cameras for each of yours, under Cameras.",
      taken: ({ method, url, text }) =>
        !/\/bookmarks$/.test(url.pathname) ? "" : method === "GET" ? "bookmarks listed" : `bookmark ${JSON.parse(text).name}`,
    });
  },
});

const cameraId = (index: number) => `5a3c1c1e-7b6f-4c57-9d0b-${index.toString(16).padStart(12, "0")}`;
