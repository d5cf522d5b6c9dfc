import { z } from "zod";
import type { Receipt } from "../../shared/delivery.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { receiptOf, throwForStatus } from "./kit/outcome.ts";
import { redactor } from "./kit/redact.ts";
import { certificateField, secretField, timeoutField, urlField } from "./kit/setting-fields.ts";

const vendorAddress = "https://ows.openeye.net/api/monitoring/integration/event";
const testPlate = "TEST123";
const testCamera = "plate-courier-test";

const settings = z.strictObject({
  url: urlField("OpenEye's address for events. Change it only when OpenEye tells another one.", vendorAddress),
  aki: z
    .string()
    .trim()
    .max(400)
    .regex(/^[^\r\n\0,]*$/, phrase("fields.oneLineNoCommas"))
    .default("")
    .meta({
      title: "Access key id (AKI)",
      description: "OWS Management, Integrations, Event Receiver API (Analytics), API Access Keys.",
    }),
  aks: secretField("Access key secret (AKS)", "Shown once, when the key is made."),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Reports a plate to OpenEye Web Services, once per read, in the form that Plate Recognizer's middleware sends. Times are
 * microseconds in true UTC: the middleware reads them in the machine's own zone, which only fits where that is UTC. What the body
 * of an answer says is not confirmed, so any 2xx is success. Without a valid key OWS may not answer at all.
 */
export const openeye = defineForwarder({
  type: "openeye",
  name: "OpenEye OWS",
  summary: "Reports every plate to OpenEye Web Services as a license plate event of a camera.",
  vendorUrl: "https://answers.openeye.net/",
  settings,
  unit: "read",
  limits: { timeoutMs: 30_000, parallel: 4, freshness: "record" },
  deliver({ read }, context) {
    if (!read?.plate) throw new DeliveryError("nothing-to-send", phrase("delivery.noPlateFor", { who: "OpenEye" }));
    if (context.camera === "") throw new DeliveryError("nothing-to-send", phrase("delivery.noCameraFor", { who: "OpenEye" }));
    const micros = (read.capturedAt ?? read.receivedAt) * 1000;
    // Several plates of one picture share its time; the position keeps their ids apart, and the same on every attempt.
    return report({ plate: read.plate, camera: context.camera, micros, id: micros + read.index }, context);
  },
  async check(context) {
    const micros = context.now() * 1000;
    const { summary } = await report({ plate: testPlate, camera: testCamera, micros, id: micros }, context);
    return { message: phrase("vendors.openeyeReported", { plate: testPlate, camera: testCamera, receipt: summary }) };
  },
});

async function report(
  { plate, camera, micros, id }: { plate: string; camera: string; micros: number; id: number },
  { settings: { url, aki, aks }, http, now }: Context,
): Promise<Receipt<Phrase>> {
  const redact = redactor([aks]);
  const event = {
    eventId: id,
    eventDate: micros,
    eventType: "ANALYTIC_LICENSE_PLATE_DETECTED",
    attributes: {
      sourceObject: { type: "CAMERA", id: camera },
      linkedObjects: [],
      props: [{ name: "licensePlate", value: plate }],
    },
  };
  const startedAt = now();
  const answer = await http.request({
    method: "POST",
    url,
    // OpenEye's own scheme: an exclamation mark, one space, no space after the comma.
    headers: { "Content-Type": "application/json", Authorization: `!EXT-INTEGRATOR AKI=${aki},AKS=${aks}` },
    body: JSON.stringify({ requestDateMicros: micros, events: [event] }),
  });
  throwForStatus(answer, { what: hostAndPort(new URL(url)), redact, now });
  return receiptOf(answer, { startedAt, now: now(), redact });
}
