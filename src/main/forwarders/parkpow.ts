import { z } from "zod";
import type { Receipt } from "../../shared/delivery.ts";
import { listing, type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import { type DeliveryContent, DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import type { HttpAnswer } from "./kit/http.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { excerpt, receiptOf, throwForStatus } from "./kit/outcome.ts";
import { redactor } from "./kit/redact.ts";
import { certificateField, secretField, timeoutField, urlField } from "./kit/setting-fields.ts";
import { visitsIn } from "./parkpow/visits.ts";
import { webhookBody } from "./webhook-payload.ts";

const vendorAddress = "https://app.parkpow.com/api/v1/webhook-receiver/";

const settings = z.strictObject({
  url: urlField(
    "ParkPow's webhook address. Change it only for a ParkPow of your own: its server's address is enough.",
    vendorAddress,
  )
    // A URL that is none at all has been told already.
    .refine((url) => !URL.canParse(url) || parkpowPath.test(new URL(url).pathname), {
      message: phrase("parkpow.address"),
    }),
  token: secretField("API token", "Shown in ParkPow under Account, API Token: app.parkpow.com/accounts/token/"),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Hands each webhook to ParkPow as it came, with ParkPow's own token in place of whatever the recogniser sent: once per event, so
 * ParkPow gets all vehicles of a picture together. What the answer's body looks like is taken from Plate Recognizer's middleware
 * (see parkpow/visits.ts); whether ParkPow recognises a webhook that is repeated after a lost answer is not confirmed.
 */
export const parkpow = defineForwarder({
  type: "parkpow",
  name: "ParkPow",
  summary: "Hands each webhook to ParkPow as it came, with ParkPow's token.",
  vendorUrl: "https://parkpow.com/",
  settings,
  unit: "event",
  limits: { timeoutMs: 30_000, parallel: 4, freshness: "record" },
  async deliver(delivery, context) {
    const { body, contentType } = await webhookBody(delivery, { payload: "as-received", hidePlate: false }, context.images);
    context.signal.throwIfAborted();
    const startedAt = context.now();
    const { answer, redact } = await ask("POST", "webhook-receiver", context, { contentType, body });
    const receipt = receiptOf(answer, { startedAt, now: context.now(), redact });
    return withVisits(receipt, answer, delivery, context.settings.url, redact);
  },
  async check(context) {
    // What Stream's own installer asks to try a ParkPow token (docker/platerec_installer/stream_config.py).
    const { answer } = await ask("GET", "parking-list", context);
    if (answer.text.trim() !== "" && visitsIn(answer.text).form !== "json") throw notParkPow(context.settings.url);
    return { message: phrase("parkpow.tookToken", { where: hostAndPort(new URL(context.settings.url)) }) };
  },
});

/** Only the server, its API, or the full address. */
const parkpowPath = /^\/$|^\/api\/v1\/?$|\/webhook-receiver\/?$/;

/** With its slash at the end: ParkPow (Django) redirects an address without it, and a redirected POST loses its body. */
function addressOf(url: string, leaf: "webhook-receiver" | "parking-list"): string {
  const address = new URL(url);
  const path = address.pathname.replace(/\/$/, "");
  address.pathname = `${path === "" ? "/api/v1" : path.replace(/\/webhook-receiver$/, "")}/${leaf}/`;
  return address.href;
}

async function ask(
  method: "GET" | "POST",
  leaf: "webhook-receiver" | "parking-list",
  { settings, http, now, signal }: Context,
  content?: { contentType: string; body: Buffer },
): Promise<{ answer: HttpAnswer; redact(text: string): string }> {
  const where = hostAndPort(new URL(settings.url));
  // People copy it as it stands in Stream's config.ini: "Token abc".
  const token = settings.token.replace(/^token\s+/i, "");
  if (token === "") throw new DeliveryError("unauthorized", phrase("parkpow.noToken", { where }));
  const redact = redactor([token]);
  const answer = await http.request({
    method,
    url: addressOf(settings.url, leaf),
    headers: { Authorization: `Token ${token}`, ...(content ? { "Content-Type": content.contentType } : {}) },
    body: content?.body,
    signal,
  });
  // The one refusal that the middleware knows; where ParkPow says it with another status it means the same.
  const said = visitsIn(answer.text);
  if (answer.status < 500 && said.lowScores && said.ids.length === 0) throw lowScores(where);
  throwForStatus(answer, { what: where, redact, now });
  return { answer, redact };
}

/** Throws where a 2xx hides that no visit came of it. */
function withVisits(
  receipt: Receipt<Phrase>,
  answer: HttpAnswer,
  { reads }: DeliveryContent,
  url: string,
  redact: (text: string) => string,
): Receipt<Phrase> {
  const { form, ids } = visitsIn(answer.text);
  if (form === "page") throw notParkPow(url);
  if (form === "json" && ids.length === 0 && reads.length > 0) {
    const told = phrase("parkpow.noVisit", { where: hostAndPort(new URL(url)), status: answer.status });
    throw new DeliveryError("rejected", sentences(told, phrase("answer.said", { said: excerpt(answer, redact) })));
  }
  if (ids.length === 0) return receipt;
  const reference = redact(ids.join(", "));
  const visits = ids.length === 1 ? phrase("parkpow.visit", { id: reference }) : phrase("parkpow.visits", { ids: reference });
  return { ...receipt, reference, summary: listing([receipt.summary, visits]) };
}

function lowScores(where: string): DeliveryError {
  return new DeliveryError("rejected", phrase("parkpow.lowScores", { where }));
}

function notParkPow(url: string): DeliveryError {
  return new DeliveryError("misconfigured", phrase("parkpow.webPage", { where: hostAndPort(new URL(url)) }));
}
