import { z } from "zod";
import type { Receipt } from "../../shared/delivery.ts";
import { listing, type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import { type DeliveryContent, defineForwarder, type ForwarderContext, type ImageSource } from "./forwarder.ts";
import { headersField } from "./kit/header-field.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { receiptOf, throwForStatus } from "./kit/outcome.ts";
import { querySecrets, redactor, secretTexts } from "./kit/redact.ts";
import { certificateField, secretField, timeoutField, urlField } from "./kit/setting-fields.ts";
import { payloads, webhookBody } from "./webhook-payload.ts";
import { sampleCamera, sampleDelivery, samplePlate } from "./webhook-sample.ts";

const settings = z.strictObject({
  url: urlField(
    "Where each webhook is posted. The test really posts a made-up recognition there: " +
      `plate ${samplePlate}, camera ${sampleCamera}.`,
  ),
  payload: z
    .enum(payloads)
    .default("as-received")
    .meta({
      title: "What is sent",
      description:
        "as-received: JSON and pictures as they came. crop-plate: json, original_image, cropped_image (then cropped_image_2 … for further vehicles). " +
        "annotate-plate: json and upload with the plates framed in red. json: the JSON alone.",
    }),
  authorization: secretField(
    "Authorization",
    "Sent as the Authorization header as it is, such as: Token abc or Bearer abc. Empty: none is sent.",
  ),
  headers: headersField(),
  hidePlate: z.boolean().default(false).meta({
    title: "Hide plates",
    description:
      "For privacy: removes plate texts from the JSON, blacks out plates in the picture and sends no crops. A picture in which a plate's place is not known is left out.",
  }),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Passes webhooks on to any HTTP endpoint: to another program that understands Plate Recognizer's webhooks, or to one that wants
 * the plate cut out or framed. Any 2xx is success, as with the recogniser itself. Deliveries may repeat after a lost answer: the
 * header Idempotency-Key is the same then.
 */
export const webhook = defineForwarder({
  type: "webhook",
  name: "Webhook",
  summary: "Passes each webhook on to a URL of your choice: as received, as JSON, or with the plates cropped or framed.",
  vendorUrl: null,
  settings,
  unit: "event",
  otherEvents: true,
  needs: ({ payload }) => (payload === "crop-plate" || payload === "annotate-plate" ? ["scene"] : []),
  limits: { timeoutMs: 30_000, parallel: 8, freshness: "record" },
  deliver: (delivery, context) => post(delivery, context.images, context),
  async check(context) {
    const { delivery, images } = await sampleDelivery(context.now());
    const { summary, body } = await post(delivery, images, context);
    const posted = phrase("passOn.tested", { plate: samplePlate, camera: sampleCamera, receipt: summary });
    return { message: sentences(posted, body && phrase("answer.said", { said: body })) };
  },
});

async function post(
  delivery: DeliveryContent,
  images: ImageSource,
  { settings, http, now, signal }: Context,
): Promise<Receipt<Phrase>> {
  const { url, authorization, headers } = settings;
  const redact = redactor([...secretTexts([authorization, headers]), ...querySecrets(url)]);
  const { body, contentType, note } = await webhookBody(delivery, settings, images);
  signal.throwIfAborted();
  const startedAt = now();
  const answer = await http.request({
    method: "POST",
    url,
    headers: {
      ...headers,
      ...(authorization ? { Authorization: authorization } : {}),
      "Content-Type": contentType,
      "Idempotency-Key": delivery.deliveryId,
    },
    body,
    signal,
  });
  throwForStatus(answer, { what: hostAndPort(new URL(url)), redact, now });
  const receipt = receiptOf(answer, { startedAt, now: now(), redact });
  return note ? { ...receipt, summary: listing([receipt.summary, note]) } : receipt;
}
