import type { RequestListener } from "node:http";
import express, { type ErrorRequestHandler, type Request, type Response } from "express";
import type { Log } from "../../log.ts";
import type { HealthAnswer } from "./messages.ts";

export interface RoutesDependencies {
  health(): Promise<HealthAnswer>;
  log: Log;
}

/** What people see who open the receiver's address in a browser, in the words of the provider's sample receivers. */
const askForPost = "Send a POST request instead.";

/** The receiver's few routes beside the webhook's. No body parser, no ETag, no session. */
export function createRoutes({ health, log }: RoutesDependencies): RequestListener {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.get("/", (_request, response) => {
    response.type("text/plain").send(askForPost);
  });
  app.get("/health", async (_request, response) => {
    const { ok, body } = await health();
    response
      .status(ok ? 200 : 503)
      .set("cache-control", "no-store")
      .json(body);
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
