/**
 * The console over HTTP, for a Plate Courier without a desktop: the built page, the tRPC router, images by id.
 * Every request must name us in Host; what is protected (/trpc, /images, /files) needs the token and must come from our own page;
 * the page's own files hold no data and need no token, so that it can ask for one.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import express from "express";
import type { ImageRequest, ServedImage } from "../core-api.ts";
import type { Log } from "../log.ts";
import { createAssets } from "./assets.ts";
import type { ConsoleBackend } from "./backend.ts";
import { fileRoute } from "./file-route.ts";
import { foreignReason, inUrl, ownHosts } from "./own-address.ts";
import { consoleRouter } from "./router.ts";
import { imageContentType, imageHeaders, securityHeaders } from "./security-headers.ts";
import type { ServedFile } from "./served-file.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

export interface ConsoleServerDependencies {
  backend: ConsoleBackend;
  image(request: ImageRequest): Promise<ServedImage | null>;
  file(path: string): Promise<ServedFile | null>;
  token: string;
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** The built renderer, out/renderer. */
  assetsDir: string;
  log: Log;
  /** Names, with or without port, under which it may be asked for besides its own addresses: a proxy's, a DNS name. */
  extraHosts?: readonly string[];
  now?: () => number;
}

export interface ConsoleServer {
  /** Throws an Error in the operator's words when it cannot listen. */
  start(): Promise<void>;
  /** Cuts what is open (live updates never end by themselves) and resolves when nothing listens any more. */
  stop(): Promise<void>;
  /** "http://127.0.0.1:8010/", after start(). */
  url(): string;
}

const slowDown = "Too many wrong tokens came from this address. Wait a minute.";

/** Creates the console's server; start() makes it listen. */
export function createConsoleServer(deps: ConsoleServerDependencies): ConsoleServer {
  const { host, log } = deps;
  const app = express();
  const server = createServer(app);
  server.headersTimeout = 15_000;
  server.requestTimeout = 60_000;
  server.maxConnections = 256;

  return {
    async start() {
      await listen();
      const { port } = server.address() as AddressInfo;
      route(app, deps, port);
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    url() {
      const { port } = server.address() as AddressInfo;
      return `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : inUrl(host)}:${port}/`;
    },
  };

  function listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse = (error: NodeJS.ErrnoException) => reject(new Error(refusal(error, deps)));
      server.once("error", refuse);
      server.listen({ host: deps.host, port: deps.port }, () => {
        server.off("error", refuse);
        server.on("error", (error) => log.error("The console's listener failed.", { error: String(error) }));
        resolve();
      });
    });
  }
}

function refusal(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  const at = `${inUrl(host)}:${port}`;
  if (error.code === "EADDRINUSE") {
    return `The console cannot listen on ${at}: another program has this port. Stop that one, or choose another with --console-port.`;
  }
  if (error.code === "EACCES") return `The console may not listen on ${at}. Choose a port above 1023 with --console-port.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return `The console cannot listen on ${at}: this machine does not have that address. Correct --console-host.`;
  }
  return `The console cannot listen on ${at} (${error.code ?? error.message}).`;
}

function route(app: express.Express, deps: ConsoleServerDependencies, port: number): void {
  const { backend, log } = deps;
  const hosts = ownHosts({ host: deps.host, port, extraHosts: deps.extraHosts ?? [] });
  const signIn = createSignIn({ token: deps.token, port, now: deps.now ?? Date.now });
  const assets = createAssets({ dir: deps.assetsDir });

  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");

  app.use((request, response, next) => {
    response.set(securityHeaders);
    response.set("cache-control", "no-store");
    const guarded = /^\/(trpc|images|files|session)(\/|$)/i.test(request.path);
    const reason = foreignReason({ headers: request.headers, method: request.method, hosts, guarded });
    if (reason === null) return next();
    log.warn("The console refused a request from a foreign page.", { reason, address: addressOf(request) });
    const sentence =
      reason === "host"
        ? "This console does not answer under this name. Open it by its address, or allow the name with --console-name."
        : "This request came from another web page.";
    response.status(reason === "host" ? 421 : 403).json({ error: sentence });
  });

  app.use("/session", sessionRoutes(signIn));

  app.use(["/trpc", "/images", "/files"], (request, response, next) => {
    const verdict = signIn.admits(request.headers, addressOf(request));
    if (verdict === "yes") return next();
    if (verdict === "slow-down") return void response.status(429).set("retry-after", "60").json({ error: slowDown });
    response.status(401).set("www-authenticate", "Bearer").json({ error: "Sign in with the console's token." });
  });
  app.use(
    "/trpc",
    createExpressMiddleware({
      router: consoleRouter,
      createContext: () => ({ backend }),
      // The largest question is a plate list as CSV: some hundred thousand plates.
      maxBodySize: 16 * 1024 * 1024,
      onError: ({ error, path }) => {
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        const cause = error.cause ?? error;
        log.error("The console asked for something that failed.", { path, error: cause.stack ?? String(cause) });
      },
    }),
  );
  app.use("/images", imageRoutes(deps));
  app.use("/files", fileRoute(deps));

  app.use(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return void response.status(405).set("allow", "GET, HEAD").json({ error: "This address can only be read." });
    }
    const { status, headers, body } = await assets.answer(request.path);
    response.status(status).set(headers).end(body);
  });
  app.use(((error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 500) log.error("The console could not answer.", { error: (error as Error).stack ?? String(error) });
    response
      .status(status)
      .json({ error: status >= 500 ? "Plate Courier could not answer this. The log says more." : "Bad request." });
  }) satisfies express.ErrorRequestHandler);
}

function sessionRoutes(signIn: SignIn): express.Router {
  const router = express.Router();
  // Whether the page must ask for the token: an answer, and no error, because not being signed in yet is none.
  router.get("/", (request, response) => {
    response.json({ signedIn: signIn.admits({ cookie: request.headers.cookie }, addressOf(request)) === "yes" });
  });
  router.post("/", express.json({ limit: "4kb" }), (request, response) => {
    const { token } = (request.body ?? {}) as { token?: unknown };
    if (typeof token !== "string") return void response.status(415).json({ error: 'Send {"token": "…"} as application/json.' });
    const verdict = signIn.tryToken(token.trim(), addressOf(request));
    if (verdict === "slow-down") return void response.status(429).set("retry-after", "60").json({ error: slowDown });
    if (verdict === "no") return void response.status(401).json({ error: "This is not the console's token." });
    response.status(204).set("set-cookie", signIn.cookie()).end();
  });
  router.delete("/", (_request, response) => void response.status(204).set("set-cookie", signIn.noCookie()).end());
  return router;
}

function imageRoutes({ image }: Pick<ConsoleServerDependencies, "image">): express.Router {
  const router = express.Router();
  const answer = (kind: ImageRequest["kind"]) => async (request: express.Request, response: express.Response) => {
    const text = String(request.params.id);
    const found = /^[1-9]\d{0,14}$/.test(text) ? await image({ kind, id: Number(text) }) : null;
    if (!found) return void response.status(404).json({ error: "This image is not there any more." });
    response.set({ ...imageHeaders, ...imageContentType(found.contentType) }).end(found.bytes);
  };
  router.get("/plate/:id", answer("plate"));
  router.get("/:id/thumb", answer("thumb"));
  router.get("/:id", answer("image"));
  router.use((_request, response) => void response.status(404).json({ error: "There is no such image." }));
  return router;
}

const addressOf = (request: express.Request) => (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
