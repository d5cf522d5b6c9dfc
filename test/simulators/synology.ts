/**
 * Surveillance Station's incoming webhook and DSM's list of APIs. Refuses what is no urlencoded form, a wrong token and a time it does
 * not understand. `refuseWith` answers any DSM code; `answerWith` any body, where the facts are not confirmed.
 */
import { defineSimulator, onStrictServer } from "./simulator.ts";
import { type SimulatedAnswer, type StrictServer, type StrictServerOptions, startStrictServer } from "./strict-server.ts";

export interface SynologySimulator extends StrictServer {
  /** The webhook's URL, in the long form with quoted words or the short one. */
  url(form?: "long" | "short"): string;
  /** What was taken, as the action rule sees it. */
  fired: Record<string, string>[];
  refuseWith(code: number | null): void;
  answerWith(body: string | null): void;
}

export const synologyToken = "planted-synology-token";

type TimeForm = "both" | "unix" | "iso";
const timeForms: Record<TimeForm, RegExp> = {
  both: /^(\d{9,11}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)$/,
  unix: /^\d{9,11}$/,
  iso: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
};

/** `time`: the forms of a time that it understands; which versions take which is not confirmed. */
export async function startSynology(
  { time = "both" }: { time?: TimeForm } = {},
  options: StrictServerOptions = {},
): Promise<SynologySimulator> {
  const fired: Record<string, string>[] = [];
  let code: number | null = null;
  let verbatim: string | null = null;
  const failed = (error: number, refused?: string): SimulatedAnswer => ({
    body: JSON.stringify({ success: false, error: { code: error } }),
    ...(refused === undefined ? {} : { refused }),
  });

  const server = await startStrictServer(({ method, url, headers, text }) => {
    if (url.pathname === "/webapi/query.cgi")
      return method === "GET" && url.searchParams.get("api") === "SYNO.API.Info"
        ? { body: verbatim ?? JSON.stringify({ success: true, data: {} }) }
        : failed(102, "no such API");
    const long = url.pathname === "/webapi/entry.cgi" && url.searchParams.get("api") === "SYNO.SurveillanceStation.Webhook";
    if (!long && url.pathname !== "/webapi/SurveillanceStation/Webhook/Incoming/v1") return failed(102, "no such API");
    if (url.searchParams.get("token")?.replaceAll('"', "") !== synologyToken) return failed(105, "wrong token");
    if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return failed(101, "no form");
    const form = Object.fromEntries(new URLSearchParams(text));
    if (!timeForms[time].test(form.time ?? "")) return failed(101, `time is ${form.time}`);
    if (!form.text1) return failed(101, "text1 is missing");
    if (code !== null) return failed(code);
    fired.push(form);
    return { headers: { "content-type": "application/json" }, body: verbatim ?? JSON.stringify({ success: true }) };
  }, options);
  return {
    ...server,
    fired,
    url: (form = "short") =>
      form === "short"
        ? `${server.origin}/webapi/SurveillanceStation/Webhook/Incoming/v1?token=${synologyToken}`
        : `${server.origin}/webapi/entry.cgi?api=SYNO.SurveillanceStation.Webhook&method="Incoming"&version=1&token="${synologyToken}"`,
    refuseWith: (next) => {
      code = next;
    },
    answerWith: (next) => {
      verbatim = next;
    },
  };
}

const bodies: Record<string, string> = { empty: "", html: "<!doctype html><title>DSM</title>" };

/** To be run by hand. */
export const synology = defineSimulator({
  type: "synology",
  summary: "Surveillance Station's incoming webhook",
  switches: {
    time: { says: "forms of a time that it understands", initial: "both", values: ["both", "unix", "iso"] },
    code: {
      says: "DSM's error code inside a 200",
      initial: "none",
      values: ["none", "100", "101", "102", "105", "117", "118", "119", "150", "400", "401", "402"],
    },
    body: { says: "what success looks like", initial: "json", values: ["json", "empty", "html"] },
    "url-form": { says: "the form of the webhook's URL", initial: "long", values: ["long", "short"] },
  },
  async start({ port, tls, switches }) {
    const server = await startSynology({ time: switches.time as TimeForm }, { port, ...(tls ? { tls } : {}) });
    server.refuseWith(switches.code === "none" ? null : Number(switches.code));
    server.answerWith(bodies[switches.body] ?? null);
    return onStrictServer(server, {
      settings: { url: server.url(switches["url-form"] === "short" ? "short" : "long") },
      taken: ({ text }) => (text === "" ? "" : `text1 = ${new URLSearchParams(text).get("text1")}`),
    });
  },
});
