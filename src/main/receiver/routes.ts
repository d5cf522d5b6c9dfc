import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import express, { type ErrorRequestHandler, type Request, type Response } from "express";
import type { Log } from "../log.ts";

/** What GET /health says of store and queue; `ok` decides between 200 and 503. */
export interface Health {
  ok: boolean;
  store: unknown;
  queue: unknown;
}

export interface RoutesDependencies {
  health(): Health;
  receiver(): { state: string; port: number; tls: boolean };
  webhook(request: IncomingMessage, response: ServerResponse): Promise<void>;
  log: Log;
}

/** What people see who open the receiver's address in a browser, in the words of the provider's sample receivers. */
const askForPost = "Send a POST request instead.";

/**
 * The receiver's few routes. A webhook is a POST on any path, since people configure "/", "/webhook" and others. No body
 * parser, no ETag, no session: the webhook's own handler reads the body.
 */
export function createRoutes({ health, receiver, webhook, log }: RoutesDependencies): RequestListener {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.use((request: Request, response: Response, next) => {
    if (request.method === "POST") void webhook(request, response);
    else next();
  });
  app.get("/", (_request, response) => {
    response.type("text/plain").send(askForPost);
  });
  app.get("/health", (_request, response) => {
    const { ok, store, queue } = health();
    response
      .status(ok ? 200 : 503)
      .set("cache-control", "no-store")
      .json({ receiver: receiver(), store, queue });
  });
  app.use((request: Request, response: Response) => {
    const known = request.path === "/" || request.path === "/health";
    response
      .status(405)
      .set("allow", known ? "GET, HEAD, POST" : "POST")
      .set("connection", "close")
      .type("text/plain")
      .send(askForPost);
  });
  const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    log.error("A request failed inside Plate Courier.", { error: String(error) });
    if (!response.headersSent) response.status(500).type("text/plain").send("Plate Courier failed on this request.");
  };
  app.use(failed);
  return app;
}
