import { z } from "zod";
import { type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import { ImageUnreadableError } from "../images/decode.ts";
import { reencodeBelow } from "../images/edit.ts";
import { type DeliveryContent, DeliveryError, defineForwarder, type ForwarderContext } from "./forwarder.ts";
import { receiptOf } from "./kit/outcome.ts";
import { querySecrets, redactor, shownUrl } from "./kit/redact.ts";
import { certificateField, problemOfUrl, secretField, templateField, timeoutField, urlField } from "./kit/setting-fields.ts";
import { escapeXml } from "./kit/xml.ts";
import { type Callable, createSoapService, type SoapService } from "./soap/service.ts";
import { filled } from "./soap/values.ts";

const settings = z.strictObject({
  wsdlUrl: urlField("Address of the service's description. It often ends in ?wsdl.").meta({
    title: "WSDL",
    examples: ["https://host/service.asmx?wsdl"],
  }),
  user: z.string().trim().max(200).default("").meta({ title: "User", description: "Sent as the element user." }),
  serviceKey: secretField("Service key", "Sent as the element password."),
  operation: z
    .string()
    .trim()
    .min(1, phrase("soap.enterOperation"))
    .max(200)
    .default("PostImage")
    .meta({ title: "Operation", description: "The operation of the service that takes a plate." }),
  endpoint: z
    .string()
    .trim()
    .default("")
    .superRefine((text, context) => {
      const problem = text === "" ? null : problemOfUrl(text);
      if (problem) context.addIssue({ code: "custom", message: problem, input: text });
    })
    .meta({
      title: "Service address",
      description: "Where plates are sent. Empty: where the WSDL says, on the WSDL's own server.",
    }),
  elements: z
    .record(z.string().trim().min(1).max(200), templateField("Text", "What the element gets.", ""))
    .default({})
    .meta({
      title: "Further elements",
      description:
        "Elements of the operation besides user, password, date, plate, score and image, and the text for each, such as {{ camera }}. One of these six can be given another text here, too.",
    }),
  imageLimitKb: z.number().int().min(10).max(20_000).default(2500).meta({
    title: "Largest picture (KB)",
    description:
      "Larger pictures are made smaller. .NET services take 4096 KB in all by default, and a picture grows by a third on the way.",
  }),
  certificateSha256: certificateField(),
  timeoutS: timeoutField(),
});
type Context = ForwarderContext<z.output<typeof settings>>;

/**
 * Calls an operation of a SOAP service once per read, with the arguments of Plate Recognizer's middleware: user, password, date, plate,
 * score and the picture. Names, order, namespaces, types and the version of SOAP are those of the WSDL. There is no such service of a
 * known vendor: what is sure is what the middleware sends, and how .NET's services (.asmx, WCF) and SOAP itself behave.
 */
export const soap = defineForwarder({
  type: "soap",
  name: "SOAP service",
  summary: "Calls an operation such as PostImage of a SOAP service, with plate and picture.",
  vendorUrl: null,
  settings,
  unit: "read",
  // The middleware refuses a webhook without a picture.
  needs: () => ["scene"],
  limits: { timeoutMs: 30_000, parallel: 4, freshness: "record" },
  async deliver(delivery, context) {
    const { read } = delivery;
    if (!read?.plate) throw new DeliveryError("nothing-to-send", phrase("soap.noPlate"));
    const { user, serviceKey, imageLimitKb } = context.settings;
    const image = await picture(delivery, context, imageLimitKb);
    const startedAt = context.now();
    const { answer, said } = await serviceOf(context).call(
      (plan) => filled(plan, { read, image, user, password: serviceKey }, context),
      context.signal,
    );
    return receiptOf({ ...answer, text: said }, { startedAt, now: context.now(), redact: redactorOf(context.settings) });
  },
  async check(context) {
    return { message: told(await serviceOf(context).reread(context.signal), redactorOf(context.settings)) };
  },
});

/** One service, and so one reading of its WSDL, for as long as the settings stay. */
function serviceOf({ settings, http, keep, now }: Context): SoapService {
  return keep("service", () => createSoapService({ settings, http, redact: redactorOf(settings), now }));
}

function redactorOf({ serviceKey, wsdlUrl, endpoint }: z.output<typeof settings>): (text: string) => string {
  return redactor([serviceKey, escapeXml(serviceKey), ...querySecrets(wsdlUrl), ...querySecrets(endpoint)]);
}

async function picture({ event }: DeliveryContent, { images }: Context, limitKb: number): Promise<Buffer> {
  const scene = event.images.find(({ role }) => role === "scene");
  if (!scene) throw new DeliveryError("nothing-to-send", phrase("soap.noPicture"));
  try {
    const image = await reencodeBelow(await images.bytes(scene), limitKb * 1024);
    if (image) return image;
  } catch (error) {
    if (!(error instanceof ImageUnreadableError)) throw error;
    throw new DeliveryError("nothing-to-send", phrase("delivery.pictureUnreadable", { reason: error.message }), { cause: error });
  }
  throw new DeliveryError("nothing-to-send", phrase("soap.pictureTooLarge", { kb: limitKb }));
}

/** What the WSDL says, for the operator. */
function told({ contract, plan, url, toldAddress, documents }: Callable, redact: (text: string) => string): Phrase {
  const { operation, service, version } = contract;
  const elements = redact(plan.elements.map(({ particle }) => particle.name).join(", "));
  const read = { operation: redact(operation), service: redact(service), url: redact(shownUrl(url)), version, elements };
  return sentences(
    documents > 1 ? phrase("soap.readDocuments", { ...read, count: documents }) : phrase("soap.readWsdl", read),
    plan.leftOut.length > 0 && phrase("soap.leftOut", { elements: redact(plan.leftOut.join(", ")) }),
    toldAddress !== null && phrase("soap.toldAddress", { address: redact(toldAddress) }),
    phrase("soap.nothingSent"),
  );
}
