/** The vendors that take one JSON document per plate: Salient CompleteView, OpenEye OWS, Zatpark. Each refuses what is not exactly its form. */
import { z } from "zod";
import { type SimulatedAnswer, type StrictServer, startStrictServer } from "./strict-server.ts";

const refuse = (status: number, refused: string): SimulatedAnswer => ({ status, body: refused, refused });

function judged(schema: z.ZodType, text: string): SimulatedAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(400, "no JSON");
  }
  const parsed = schema.safeParse(value);
  return parsed.success
    ? {}
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
export function startSalient({
  username,
  password,
  listsEvents = true,
}: {
  username: string;
  password: string;
  listsEvents?: boolean;
}): Promise<StrictServer> {
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return startStrictServer(({ method, url, headers, text }) => {
    if (url.pathname !== "/v2.0/events") return refuse(404, `no such path ${url.pathname}`);
    if (headers.authorization !== wanted) return refuse(401, "wrong credentials");
    if (method === "GET") return listsEvents ? { body: '{"events":[]}' } : { status: 405 };
    if (method !== "POST") return refuse(405, method);
    return headers["content-type"] === "application/json" ? judged(salientBody, text) : refuse(415, "no JSON");
  });
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

export function startOpeneye({ aki, aks }: { aki: string; aks: string }): Promise<StrictServer> {
  return startStrictServer(({ method, headers, text }) => {
    if (method !== "POST") return refuse(405, method);
    if (headers.authorization !== `!EXT-INTEGRATOR AKI=${aki},AKS=${aks}`) return refuse(401, "wrong key");
    return headers["content-type"] === "application/json" ? judged(openeyeBody, text) : refuse(415, "no JSON");
  });
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

export function startZatpark(): Promise<StrictServer> {
  return startStrictServer(({ method, headers, text }) => {
    if (method === "HEAD") return { status: 405 };
    if (method !== "POST") return refuse(405, method);
    return headers["content-type"] === "application/json" ? judged(zatparkBody, text) : refuse(415, "no JSON");
  });
}
