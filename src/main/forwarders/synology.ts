import { z } from "zod";
import type { Receipt } from "../../shared/delivery.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { PlateRead } from "../../shared/plate-read.ts";
import { DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import type { HttpAnswer } from "./kit/http.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { receiptOf, throwForStatus } from "./kit/outcome.ts";
import { querySecrets, redactor } from "./kit/redact.ts";
import { certificateField, problemOfUrl, templateField, timeoutField } from "./kit/setting-fields.ts";
import { fillTemplates } from "./kit/template.ts";
import { synologyFailure } from "./synology/codes.ts";

const settings = z.strictObject({
  url: z
    .string()
    .trim()
    .superRefine((text, context) => {
      const problem = problemOfUrl(text) ?? problemOfToken(text);
      if (problem) context.addIssue({ code: "custom", message: problem, input: text });
    })
    .meta({
      title: "Webhook URL",
      description: "The whole URL that Surveillance Station shows under Action Rule, event source Webhook, with its token.",
      secret: true,
    }),
  text1: templateField("Text 1", "What the action rule gets as text1.", "{{ plate }}"),
  text2: templateField("Text 2", "What the action rule gets as text2. Empty: not sent.", ""),
  text3: templateField("Text 3", "What the action rule gets as text3. Empty: not sent.", ""),
  timeFormat: z.enum(["unix", "iso"]).default("unix").meta({
    title: "Time format",
    description: "unix: seconds since 1970. iso: local time without zone, as Synology's own example shows it.",
  }),
  lenient: z.boolean().default(false).meta({
    title: "Accept unclear answers",
    description: "Takes an answer that is empty or no JSON as success. A login page never is.",
  }),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Fires a webhook of an action rule in Synology Surveillance Station (9.1.4 or newer), once per read. The form is the one that
 * Plate Recognizer's middleware sends: `time` and `text1`. DSM says failures inside an HTTP 200, so the body decides. Not
 * confirmed by Synology: which versions take which form of `time`, and the error codes of this very API (codes.ts uses DSM's).
 */
export const synology = defineForwarder({
  type: "synology",
  name: "Synology Surveillance Station",
  summary: "Fires the webhook of an action rule for every plate, with the plate as text.",
  vendorUrl: "https://kb.synology.com/en-global/Surveillance/help/SurveillanceStation/action_rule_device",
  settings,
  unit: "read",
  limits: { timeoutMs: 30_000, parallel: 4, freshness: "record" },
  async deliver({ read }, context) {
    if (!read?.plate) throw new DeliveryError("nothing-to-send", phrase("delivery.noPlateFor", { who: "Surveillance Station" }));
    const texts = await fillTemplates(
      { text1: context.settings.text1, text2: context.settings.text2, text3: context.settings.text3 },
      read,
      context,
    );
    const form = new URLSearchParams({ time: timeOf(read, context.settings.timeFormat) });
    for (const [key, text] of Object.entries(texts)) if (text !== "") form.set(key, text);
    return post(form, context);
  },
  async check(context) {
    const url = new URL(context.settings.url);
    const redact = redactorOf(context.settings.url);
    // Synology's API list needs no login and fires nothing; the token can only be tried by firing the rule.
    const query = new URL("/webapi/query.cgi", url);
    query.search = "?api=SYNO.API.Info&version=1&method=query&query=SYNO.SurveillanceStation.";
    const answer = await context.http.request({ method: "GET", url: query.href });
    throwForStatus(answer, { what: hostAndPort(url), redact, now: context.now });
    judge(answer, context, redact);
    return { message: phrase("synology.answers", { where: hostAndPort(url) }) };
  },
});

async function post(form: URLSearchParams, context: Context): Promise<Receipt<Phrase>> {
  const { url } = context.settings;
  const redact = redactorOf(url);
  const startedAt = context.now();
  const answer = await context.http.request({
    method: "POST",
    url,
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: form.toString(),
  });
  throwForStatus(answer, { what: hostAndPort(new URL(url)), redact, now: context.now });
  judge(answer, context, redact);
  return receiptOf(answer, { startedAt, now: context.now(), redact });
}

/** {success: true}, or {success: false, error: {code}}; anything else is only success where the operator says so. */
function judge(answer: HttpAnswer, { settings: { url, lenient } }: Context, redact: (text: string) => string): void {
  const where = hostAndPort(new URL(url));
  const failure = synologyFailure(answer.text, { where, lenient, redact });
  if (failure) throw failure;
}

/** The token may be any value in the query, quoted as JSON or not. */
function redactorOf(url: string): (text: string) => string {
  const token = new URL(url).searchParams.get("token") ?? "";
  return redactor([...querySecrets(url), token, token.replace(/^"|"$/g, "")]);
}

function problemOfToken(text: string): Phrase | null {
  return new URL(text).searchParams.get("token") ? null : phrase("synology.noToken");
}

/** As the recogniser's own local time says it; where it says none, in this machine's zone. */
function timeOf(read: PlateRead, format: "unix" | "iso"): string {
  const captured = read.capturedAt ?? read.receivedAt;
  if (format === "unix") return String(Math.floor(captured / 1000));
  const told = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(read.capturedAtLocal ?? "");
  if (told) return `${told[1]}T${told[2]}`;
  const at = new Date(captured);
  return new Date(captured - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
