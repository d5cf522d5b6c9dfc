/** The Test button: everything is looked at and nothing is sent, so nobody's phone rings. */

import { z } from "zod";
import { listing, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { type CheckReport, type Choice, DeliveryError } from "../forwarder.ts";
import { openLink } from "./link.ts";
import { asksForNames, replyEvent } from "./listen.ts";
import { homeAssistant, jsonOf, servicesOf, withToken } from "./rest.ts";
import type { Context } from "./settings.ts";
import { pictureFolder } from "./steps.ts";

/** GET /api/ says {"message": "API running."}. */
const running = z.looseObject({ message: z.string() });

export async function checkHomeAssistant(context: Context): Promise<CheckReport> {
  const { settings, lists, signal } = context;
  const there = homeAssistant(context);
  jsonOf(await there.request("GET", ""), running, there, context.now);
  const known = await servicesOf(context);
  const offered = notifyTargets(known).map(({ value }) => value);
  const missing = settings.notify.filter((target) => !known.get("notify")?.has(target));
  if (missing.length > 0) throw noService(missing, offered);
  if (settings.logbook && !known.get("logbook")?.has("log"))
    throw new DeliveryError("misconfigured", phrase("homeAssistant.noLogbook"));
  const asks = asksForNames(settings);
  if (asks && !lists.has(settings.nameList))
    throw new DeliveryError("misconfigured", phrase("homeAssistant.noList", { list: settings.nameList }));
  if (settings.imageFolder !== "") await pictureFolder(context).probe();
  if (asks) {
    const link = await withToken(context, () => openLink({ ...settings, signal }));
    try {
      await link.subscribe(replyEvent, () => {});
    } finally {
      await link.end();
    }
  }
  const services = settings.notify.map((target) => `notify.${target}`).join(", ");
  const found = listing([
    services !== "" && phrase("homeAssistant.offers", { services }),
    settings.logbook && phrase("homeAssistant.hasLogbook"),
    settings.imageFolder !== "" && phrase("homeAssistant.takesPictures"),
    asks && phrase("homeAssistant.hearsReplies"),
  ]);
  return {
    message: sentences(
      phrase("homeAssistant.takesToken", { where: there.where }),
      found !== "" && phrase("homeAssistant.also", { found }),
      phrase("homeAssistant.nothingSent"),
    ),
  };
}

function noService(missing: readonly string[], offered: readonly string[]): DeliveryError {
  const names = { missing: missing.join(", ") };
  const message =
    offered.length === 0
      ? phrase("homeAssistant.noServiceAtAll", names)
      : phrase("homeAssistant.noService", { ...names, offered: offered.slice(0, 30).join(", ") });
  return new DeliveryError("misconfigured", message);
}

/** What GET /api/services has under notify. send_message is left out: it tells an entity that it must be given, not a phone. */
export function notifyTargets(services: Awaited<ReturnType<typeof servicesOf>>): Choice[] {
  return [...(services.get("notify") ?? [])]
    .filter((key) => key !== "send_message")
    .map((key) => ({ value: key, label: labelOf(key) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** mobile_app_pixel_8 is the phone "pixel 8". */
function labelOf(key: string): string {
  const phone = /^mobile_app_(.+)$/.exec(key)?.[1];
  return phone ? phrase("homeAssistant.phone", { name: phone.replaceAll("_", " ") }) : key.replaceAll("_", " ");
}
