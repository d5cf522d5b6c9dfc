/** The vendors that take one JSON document per plate: Salient CompleteView, OpenEye OWS, Zatpark. Each refuses what is not exactly its form. */
import { z } from "zod";
import { defineSimulator, onOff, onStrictServer } from "./simulator.ts";
import { type SimulatedAnswer, type StrictServer, type StrictServerOptions, startStrictServer } from "./strict-server.ts";

const refuse = (status: number, refused: string): SimulatedAnswer => ({ status, body: refused, refused });

/** `success`: none of the three vendors says which 2xx it answers. */
function judged(schema: z.ZodType, text: string, success = 200): SimulatedAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(400, "no JSON");
  }
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { status: success }
    : refuse(400, parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

const guid = /^[0-9a-f-]{36}$/;
const salientBody = z.strictObject({
  events: z.tuple([
    z.strictObject({
      entityType: z.literal(1),
      eventType: z.literal(58),
      eventDescription: z.string().min(1),
      user: z.string().regex(/^Platerecognizer\(.*\)$/),
      deviceGuid: z.string().regex(guid),
    }),
  ]),
});

/** `listsEvents`: whether GET /v2.0/events is answered 200, or 405 as an API without it would; not confirmed by the vendor. */
export function startSalient(
  {
    username,
    password,
    listsEvents = true,
    success,
  }: { username: string; password: string; listsEvents?: boolean; success?: number },
  options: StrictServerOptions = {},
): Promise<StrictServer> {
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return startStrictServer(({ method, url, headers, text }) => {
    if (url.pathname !== "/v2.0/events") return refuse(404, `no such path ${url.pathname}`);
    if (headers.authorization !== wanted) return refuse(401, "wrong credentials");
    if (method === "GET") return listsEvents ? { body: '{"events":[]}' } : { status: 405 };
    if (method !== "POST") return refuse(405, method);
    return headers["content-type"] === "application/json" ? judged(salientBody, text, success) : refuse(415, "no JSON");
  }, options);
}

const micros = z.number().int().min(1e15).max(4e15);
const openeyeBody = z.strictObject({
  requestDateMicros: micros,
  events: z.tuple([
    z.strictObject({
      eventId: micros,
      eventDate: micros,
      eventType: z.literal("ANALYTIC_LICENSE_PLATE_DETECTED"),
      attributes: z.strictObject({
        sourceObject: z.strictObject({ type: z.literal("CAMERA"), id: z.string().min(1) }),
        linkedObjects: z.tuple([]),
        props: z.tuple([z.strictObject({ name: z.literal("licensePlate"), value: z.string().min(1) })]),
      }),
    }),
  ]),
});

/** `silent`: a wrong key is not answered at all, as OpenEye's help says; else with 401. */
export function startOpeneye(
  { aki, aks, silent = false, success }: { aki: string; aks: string; silent?: boolean; success?: number },
  options: StrictServerOptions = {},
): Promise<StrictServer> {
  return startStrictServer(({ method, headers, text }) => {
    if (method !== "POST") return refuse(405, method);
    if (headers.authorization !== `!EXT-INTEGRATOR AKI=${aki},AKS=${aks}`)
      return { ...refuse(401, "wrong key"), ...(silent ? { silent } : {}) };
    return headers["content-type"] === "application/json" ? judged(openeyeBody, text, success) : refuse(415, "no JSON");
  }, options);
}

const seconds = z.number().int().min(1e9).max(4e9);
const zatparkBody = z.strictObject({
  decodes: z.tuple([
    z.strictObject({
      vrm: z.string().regex(/^[^a-z]+$/),
      serialNo: z.string().min(1),
      MAC: z.string().min(1),
      cameraName: z.string(),
      timeStamp: z.strictObject({ Time: seconds, LocalTime: seconds }),
      confidence: z.number().int().min(0).max(100),
      motion: z.enum(["toward", "Away"]),
      plate: z.base64(),
      overview: z.base64(),
    }),
  ]),
});

/** `head`: the status of a HEAD request; what the service answers there is not known. */
export function startZatpark(
  { head = 405, success }: { head?: number; success?: number } = {},
  options: StrictServerOptions = {},
): Promise<StrictServer> {
  return startStrictServer(({ method, headers, text }) => {
    if (method === "HEAD") return { status: head };
    if (method !== "POST") return refuse(405, method);
    return headers["content-type"] === "application/json" ? judged(zatparkBody, text, success) : refuse(415, "no JSON");
  }, options);
}

/** What a strict form above says about itself in a line. */
const found = (pattern: RegExp) => (request: { text: string }) => pattern.exec(request.text)?.[1] ?? "";
const success = { says: "the status that means success", initial: "200", values: ["200", "201", "202", "204"] };
const account = { username: "lpr", password: "made-up-recorder-word" };

/** To be run by hand. */
export const salient = defineSimulator({
  type: "salient",
  summary: "a CompleteView recording server's API",
  switches: {
    username: { says: "the user it knows", initial: account.username },
    password: { says: "that user's password", initial: account.password },
    "lists-events": { says: "whether GET /v2.0/events is answered; off: 405", initial: "on", values: onOff },
    success,
  },
  async start({ port, tls, switches }) {
    const options = { port, ...(tls ? { tls } : {}) };
    const { username, password } = switches;
    const server = await startSalient(
      { username, password, listsEvents: switches["lists-events"] === "on", success: Number(switches.success) },
      options,
    );
    const deviceGuid = "0b1f9a52-7d44-4a5e-9c1e-1f2a3b4c5d6e";
    return onStrictServer(server, {
      settings: { url: server.origin, username, password, deviceGuid },
      taken: found(/"eventDescription":"([^"]*)"/),
    });
  },
});

/** To be run by hand. */
export const openeye = defineSimulator({
  type: "openeye",
  summary: "OpenEye's receiver of analytics events",
  switches: {
    aki: { says: "the access key's id", initial: "made-up-key" },
    aks: { says: "the access key's secret", initial: "made-up-openeye-secret" },
    "wrong-key": { says: "how a wrong key is answered", initial: "401", values: ["401", "silent"] },
    success,
  },
  async start({ port, tls, switches }) {
    const { aki, aks } = switches;
    const silent = switches["wrong-key"] === "silent";
    const server = await startOpeneye({ aki, aks, silent, success: Number(switches.success) }, { port, ...(tls ? { tls } : {}) });
    const url = `${server.origin}/api/monitoring/integration/event`;
    return onStrictServer(server, { url, settings: { url, aki, aks }, taken: found(/"licensePlate","value":"([^"]*)"/) });
  },
});

/** To be run by hand. */
export const zatpark = defineSimulator({
  type: "zatpark",
  summary: "Zatpark's service for decodes",
  switches: {
    head: { says: "status of a HEAD request, which the test sends", initial: "405", values: ["200", "404", "405"] },
    success,
  },
  async start({ port, tls, switches }) {
    const answers = { head: Number(switches.head), success: Number(switches.success) };
    const server = await startZatpark(answers, { port, ...(tls ? { tls } : {}) });
    const url = `${server.origin}/decodes`;
    return onStrictServer(server, {
      ...{ url, settings: { url } },
      hint: "It takes webhooks that bring a picture of the plate (plate_img) and the header mac-address.",
      taken: found(/"vrm":"([^"]*)"/),
    });
  },
});
