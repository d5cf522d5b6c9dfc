/**
 * ParkPow's receiver of webhooks: takes the forms in which Stream sends, with its own token only, and wants its address spelt with
 * the slash at the end, as Django does. Switches: the form of its answer, and from which score on it makes a visit.
 */
import { z } from "zod";
import { defineSimulator, onStrictServer } from "./simulator.ts";
import { type Form, parseMultipart, Refusal } from "./strict-form.ts";
import {
  type SimulatedAnswer,
  type SimulatedRequest,
  type StrictServer,
  type StrictServerOptions,
  startStrictServer,
} from "./strict-server.ts";

const answers = ["list", "object", "text", "no-id"] as const;

export interface ParkPowOptions {
  token: string;
  /** The form of its answer: [{id, status}], {id}, plain text, or a list whose visit has no id. */
  answer?: (typeof answers)[number];
  /** Below it no visit is made, and the answer says so inside a 200. */
  minimumScore?: number;
  /** The status of that answer; the middleware knows 200 only. */
  lowScoreStatus?: number;
}

export interface ParkPowSimulator extends StrictServer {
  /** What was taken: the JSON text exactly as it came, and the files. */
  webhooks: { json: string; files: Form["files"]; contentType: string }[];
}

const recognition = z.looseObject({
  hook: z.looseObject({}),
  data: z.looseObject({
    camera_id: z.string().nullable(),
    results: z.array(z.looseObject({ score: z.number().optional() })),
  }),
});

const refuse = (status: number, refused: string): SimulatedAnswer => ({
  ...{ status, refused, body: JSON.stringify({ detail: refused }) },
  headers: { "content-type": "application/json" },
});

export async function startParkPow(
  { token, answer = "list", minimumScore = 0, lowScoreStatus = 200 }: ParkPowOptions,
  options: StrictServerOptions = {},
): Promise<ParkPowSimulator> {
  const webhooks: ParkPowSimulator["webhooks"] = [];
  let visits = 4700;

  function receive(request: Omit<SimulatedRequest, "refused">): SimulatedAnswer {
    const contentType = request.headers["content-type"] ?? "";
    const { json, files } = contentOf(request, contentType);
    const parsed = recognition.safeParse(jsonOf(json));
    if (!parsed.success)
      return refuse(400, parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join());
    if (/authorization/i.test(json)) return refuse(400, "the sender's own Authorization came along");
    webhooks.push({ json, files, contentType });
    const { results } = parsed.data.data;
    const good = results.filter(({ score = 1 }) => score >= minimumScore).length;
    if (results.length > 0 && good === 0) {
      return { status: lowScoreStatus, body: JSON.stringify([{ id: null, status: "Visit requires higher scores." }]) };
    }
    visits += 1;
    if (answer === "text") return { body: "OK" };
    if (answer === "object") return { body: JSON.stringify({ id: visits }) };
    return { body: JSON.stringify([{ id: answer === "no-id" ? null : visits, status: "success" }]) };
  }

  const server = await startStrictServer((request) => {
    const { method, url, headers } = request;
    const known = /^\/api\/v1\/(webhook-receiver|parking-list)(\/?)$/.exec(url.pathname);
    if (!known) return refuse(404, `no such path ${url.pathname}`);
    if (known[2] === "") return { ...refuse(301, "the slash at the end is missing"), headers: { location: `${url.pathname}/` } };
    if (headers.authorization !== `Token ${token}`) return refuse(401, "Invalid token.");
    if (known[1] === "parking-list") return method === "GET" ? { body: '{"count":0,"results":[]}' } : refuse(405, method);
    if (method !== "POST") return refuse(405, method);
    try {
      return receive(request);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.status, error.message);
      throw error;
    }
  }, options);
  return { ...server, webhooks };
}

function contentOf(
  { bytes, text }: { bytes: Buffer; text: string },
  contentType: string,
): { json: string; files: Form["files"] } {
  if (contentType === "application/json") return { json: text, files: [] };
  if (contentType === "application/x-www-form-urlencoded")
    return { json: new URLSearchParams(text).get("json") ?? "", files: [] };
  const { fields, files } = parseMultipart(bytes, contentType);
  return { json: fields.find(({ name }) => name === "json")?.value ?? "", files };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "the part json is no JSON");
  }
}

/** To be run by hand. */
export const parkpow = defineSimulator({
  type: "parkpow",
  summary: "ParkPow's receiver of webhooks",
  switches: {
    token: { says: "the API token it knows", initial: "made-up-parkpow-token" },
    answer: { says: "what it answers", initial: "list", values: answers },
    "minimum-score": { says: "below it no visit is made, such as 0.95", initial: "0" },
    "low-score-status": { says: "the status with which it says so", initial: "200", values: ["200", "400", "422"] },
  },
  async start({ port, tls, switches }) {
    const server = await startParkPow(
      {
        token: switches.token,
        answer: answers.find((one) => one === switches.answer) ?? "list",
        minimumScore: Number(switches["minimum-score"]) || 0,
        lowScoreStatus: Number(switches["low-score-status"]),
      },
      { port, ...(tls ? { tls } : {}) },
    );
    const url = `${server.origin}/api/v1/webhook-receiver/`;
    return onStrictServer(server, {
      ...{ url, settings: { url, token: switches.token } },
      taken: ({ bytes }) => (bytes.length > 0 ? `a webhook of ${Math.ceil(bytes.length / 1024)} KB` : ""),
    });
  },
});
