import { z } from "zod";
import type { Receipt } from "../../shared/delivery.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { StoredEvent } from "../../shared/plate-read.ts";
import { DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import { hostAndPort } from "./kit/http-failure.ts";
import { receiptOf, throwForStatus } from "./kit/outcome.ts";
import { querySecrets, redactor } from "./kit/redact.ts";
import { certificateField, timeoutField, urlField } from "./kit/setting-fields.ts";

const settings = z.strictObject({
  url: urlField("Address of the Zatpark service."),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(10),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Sends a decode with both pictures to Zatpark, once per read, in the form that Plate Recognizer's middleware sends. Zatpark
 * publishes no document: any 2xx is success, and there is nothing that can be asked without sending a decode.
 */
export const zatpark = defineForwarder({
  type: "zatpark",
  name: "Zatpark",
  summary: "Sends every plate with plate picture and overview to Zatpark.",
  vendorUrl: "https://www.zatpark.com/",
  settings,
  unit: "read",
  needs: () => ["plate", "scene"],
  limits: { timeoutMs: 10_000, parallel: 4, freshness: "record" },
  async deliver({ event, read }, context) {
    if (!read?.plate) throw new DeliveryError("nothing-to-send", phrase("delivery.noPlateFor", { who: "Zatpark" }));
    const { macAddress, serialNumber, cameraName } = event.headers;
    if (!macAddress) throw new DeliveryError("rejected", phrase("vendors.zatparkMac"));
    const seconds = Math.floor((read.capturedAt ?? read.receivedAt) / 1000);
    const decode = {
      vrm: read.plate.toUpperCase(),
      serialNo: serialNumber ?? macAddress,
      MAC: macAddress,
      cameraName: cameraName ?? read.camera,
      // Both are the same instant; the middleware sends seconds since 1970 in either.
      timeStamp: { Time: seconds, LocalTime: seconds },
      // Cut off, not rounded: 0.29 * 100 is 28.999…, and the middleware sends 28.
      confidence: Math.trunc((read.score ?? 0) * 100),
      motion: read.orientation === "Front" ? "toward" : "Away",
      plate: await picture("plate", event, context),
      overview: await picture("scene", event, context),
    };
    return post(JSON.stringify({ decodes: [decode] }), context);
  },
  async check(context) {
    const url = new URL(context.settings.url);
    const answer = await context.http.request({ method: "HEAD", url: url.href });
    // Any answer proves that somebody listens; only refused credentials and a busy server say more.
    if (answer.status === 401 || answer.status === 403 || answer.status >= 500)
      throwForStatus(answer, { what: hostAndPort(url), redact: redactor(querySecrets(url.href)), now: context.now });
    return { message: phrase("vendors.zatparkReached", { where: hostAndPort(url), status: answer.status }) };
  },
});

async function post(body: string, { settings: { url }, http, now }: Context): Promise<Receipt<Phrase>> {
  const redact = redactor(querySecrets(url));
  const startedAt = now();
  const answer = await http.request({ method: "POST", url, headers: { "Content-Type": "application/json" }, body });
  throwForStatus(answer, { what: hostAndPort(new URL(url)), redact, now });
  return receiptOf(answer, { startedAt, now: now(), redact });
}

async function picture(role: "plate" | "scene", event: StoredEvent, { images }: Context): Promise<string> {
  const image = event.images.find((candidate) => candidate.role === role);
  if (!image) throw new DeliveryError("nothing-to-send", phrase("vendors.zatparkPictures"));
  return (await images.bytes(image)).toString("base64");
}
