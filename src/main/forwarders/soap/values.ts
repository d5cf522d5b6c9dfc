/** The texts that go into the elements: of one read, in the form that each element's type asks for. */
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";
import { DeliveryError, type ForwarderContext } from "../forwarder.ts";
import { fillTemplates } from "../kit/template.ts";
import type { FilledElement } from "./envelope.ts";
import type { Field, Plan } from "./plan.ts";

export interface ReadToSend {
  read: PlateRead;
  /** The picture, already small enough. */
  image: Buffer;
  user: string;
  password: string;
}

/** In the order of the plan. Throws DeliveryError("nothing-to-send") where the read lacks what the service needs. */
export async function filled(
  plan: Plan,
  what: ReadToSend,
  context: Pick<ForwarderContext<unknown>, "camera" | "images" | "lists">,
): Promise<FilledElement[]> {
  const templates = Object.fromEntries(
    plan.elements.flatMap(({ particle, source }) => ("template" in source ? [[particle.name, source.template]] : [])),
  );
  const worded = await fillTemplates(templates, what.read, context);
  return plan.elements.flatMap(({ particle, source }): FilledElement[] => {
    const { name, namespace, type, required, nillable } = particle;
    const text = "field" in source ? textFor(source.field, type, what) : (worded[name] ?? "");
    if (text !== null && (text !== "" || required)) return [{ name, namespace, text }];
    if (!required) return [];
    if (nillable) return [{ name, namespace, text: null }];
    throw new DeliveryError("nothing-to-send", phrase("soap.elementEmpty", { element: name }));
  });
}

function textFor(field: Field, type: string, { read, image, user, password }: ReadToSend): string | null {
  switch (field) {
    case "user":
      return user;
    case "password":
      return password;
    case "date":
      return dateFor(type, read);
    // As received, which is lower case from Stream: the middleware does not change it either.
    case "plate":
      return read.plate;
    case "score":
      return read.score === null ? null : scoreFor(type, read.score);
    case "image":
      return image.toString(type === "hexBinary" ? "hex" : "base64");
  }
}

/** Whole-number types cannot hold 0.91: they get percent. Not confirmed by anyone; a template under Further elements says it otherwise. */
function scoreFor(type: string, score: number): string {
  const whole = /^(integer|int|long|short|byte|nonNegativeInteger|positiveInteger|unsigned\w+)$/.test(type);
  return String(whole ? Math.round(score * 100) : score);
}

/**
 * The wall clock at the camera, as the recogniser tells it; where it tells none, that of this machine. As text in the form of the
 * middleware (month first, not padded, 24 hours), typed as XML Schema wants it.
 */
function dateFor(type: string, read: PlateRead): string {
  const { day, time, zone } = wallClock(read);
  if (type === "dateTime" || type === "dateTimeStamp") return `${day}T${time}${zone}`;
  if (type === "date") return day;
  if (type === "time") return time;
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(month)}/${Number(date)}/${year} ${time}`;
}

function wallClock(read: PlateRead): { day: string; time: string; zone: string } {
  const told = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(read.capturedAtLocal ?? "");
  if (told) {
    const [, day = "", time = "", zone = ""] = told;
    return { day, time, zone: zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2") };
  }
  const captured = read.capturedAt ?? read.receivedAt;
  const ahead = -new Date(captured).getTimezoneOffset();
  const [day = "", time = ""] = new Date(captured + ahead * 60_000).toISOString().slice(0, 19).split("T");
  const two = (part: number) => String(Math.trunc(part)).padStart(2, "0");
  const zone = `${ahead < 0 ? "-" : "+"}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
  return { day, time, zone };
}
