import { z } from "zod";
import { phrase } from "../../shared/phrases/phrase.ts";
import { DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import type { HttpAnswer } from "./kit/http.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { receiptOf, throwForStatus } from "./kit/outcome.ts";
import { redactor } from "./kit/redact.ts";
import { certificateField, secretField, templateField, timeoutField, urlField } from "./kit/setting-fields.ts";
import { fillTemplates } from "./kit/template.ts";

const settings = z.strictObject({
  url: urlField("Address of the recording server's API, such as http://recorder:4502."),
  username: z.string().trim().max(200).default("").meta({ title: "User", description: "A user of the recording server." }),
  password: secretField("Password", "That user's password."),
  deviceGuid: z
    .string()
    .trim()
    .max(64)
    .default("")
    .transform((text) => text.replace(/[{}]/g, ""))
    .meta({
      title: "Camera GUID",
      description: "Used for every camera that is not mapped. Without braces, as CompleteView shows it.",
    }),
  description: templateField("Event text", "What CompleteView shows for the event.", "Plate Detection [{{ plate }}]"),
  maxAgeS: z.number().int().min(10).max(86_400).default(600).meta({
    title: "Oldest to send (seconds)",
    description:
      "CompleteView stamps events with the time at which they arrive. Older reads are not sent, because their time would be wrong.",
  }),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Puts an event with the plate on a camera in Salient CompleteView, once per read: POST /v2.0/events with Basic credentials, in
 * the form that Plate Recognizer's middleware sends. Salient publishes nothing about version 2.0: what the two type numbers
 * mean and what the body of an answer says is not confirmed, so any 2xx is success.
 */
export const salient = defineForwarder({
  type: "salient",
  name: "Salient CompleteView",
  summary: "Puts an event with the plate on a camera of a CompleteView recording server.",
  vendorUrl: "https://www.salientsys.com/",
  settings,
  unit: "read",
  limits: { timeoutMs: 30_000, parallel: 4, freshness: { actWithinMs: 600_000 } },
  freshness: ({ maxAgeS }) => ({ actWithinMs: maxAgeS * 1000 }),
  async deliver({ event, read }, context) {
    if (!read?.plate) throw new DeliveryError("nothing-to-send", phrase("delivery.noPlateFor", { who: "CompleteView" }));
    const { deviceGuid } = context.settings;
    // An unmapped camera keeps its own id, as in the samples, unless the settings say which device stands in for it.
    const isMapped = ![read.camera, event.headers.cameraId].includes(context.camera);
    const device = isMapped ? context.camera : deviceGuid || context.camera;
    if (device === "") throw new DeliveryError("misconfigured", phrase("vendors.salientDevice"), { cameraOnly: true });
    const { description } = await fillTemplates({ description: context.settings.description }, read, context);
    const entry = {
      entityType: 1,
      eventType: 58,
      eventDescription: description,
      user: `Platerecognizer(${read.camera})`,
      deviceGuid: device.replace(/[{}]/g, ""),
    };
    const startedAt = context.now();
    const { answer, redact } = await ask("POST", JSON.stringify({ events: [entry] }), context);
    throwForStatus(answer, { what: hostAndPort(new URL(context.settings.url)), redact, now: context.now });
    return receiptOf(answer, { startedAt, now: context.now(), redact });
  },
  async check(context) {
    const { answer, redact } = await ask("GET", null, context);
    const where = hostAndPort(new URL(context.settings.url));
    // Whether events can be read there is not known; that they cannot says nothing about posting them.
    if (answer.status === 404 || answer.status === 405)
      return { message: phrase("vendors.salientReached", { where, status: answer.status }) };
    throwForStatus(answer, { what: where, redact, now: context.now });
    return { message: phrase("vendors.salientLogin", { where }) };
  },
});

async function ask(
  method: "GET" | "POST",
  body: string | null,
  { settings, http }: Context,
): Promise<{ answer: HttpAnswer; redact(text: string): string }> {
  const { url, username, password } = settings;
  const credentials = Buffer.from(`${username}:${password}`).toString("base64");
  const answer = await http.request({
    method,
    url: `${url.replace(/\/+$/, "")}/v2.0/events`,
    headers: { Authorization: `Basic ${credentials}`, ...(body === null ? {} : { "Content-Type": "application/json" }) },
    ...(body === null ? {} : { body }),
  });
  return { answer, redact: redactor([password, credentials]) };
}
