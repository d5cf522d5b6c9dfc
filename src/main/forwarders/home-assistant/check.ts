/** The Test button: everything is looked at and nothing is sent, so nobody's phone rings. */
import { z } from "zod";
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
  const services = await servicesOf(context);
  const offered = notifyTargets(services).map(({ value }) => value);
  const missing = settings.notify.filter((target) => !services.get("notify")?.has(target));
  if (missing.length > 0)
    throw new DeliveryError(
      "misconfigured",
      `Home Assistant has no notification service ${missing.join(", ")}. It has: ${offered.slice(0, 30).join(", ") || "none"}. Choose again.`,
    );
  if (settings.logbook && !services.get("logbook")?.has("log"))
    throw new DeliveryError("misconfigured", "Home Assistant has no logbook there. Switch the logbook off in the settings.");
  const asks = asksForNames(settings);
  if (asks && !lists.has(settings.nameList))
    throw new DeliveryError("misconfigured", `There is no plate list ${settings.nameList}. Choose one of yours for the names.`);
  if (settings.imageFolder !== "") await pictureFolder(context).probe();
  if (asks) {
    const link = await withToken(context, () => openLink({ ...settings, signal }));
    try {
      await link.subscribe(replyEvent, () => {});
    } finally {
      await link.end();
    }
  }
  const looked = [
    settings.notify.length > 0 && `it offers ${settings.notify.map((target) => `notify.${target}`).join(", ")}`,
    settings.logbook && "it has a logbook",
    settings.imageFolder !== "" && "pictures can be copied to the folder",
    asks && "replies from phones can be heard",
  ].filter((part) => part !== false);
  const found = looked.length > 0 ? ` Also: ${looked.join(", ")}.` : "";
  const rest = "Nothing was sent: send a test plate to see it arrive.";
  return { message: `Home Assistant at ${there.where} takes the access token.${found} ${rest}` };
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
  return phone ? `${phone.replaceAll("_", " ")} (phone)` : key.replaceAll("_", " ");
}
