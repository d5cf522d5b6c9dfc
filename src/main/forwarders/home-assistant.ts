import { defineForwarder } from "./forwarder.ts";
import { checkHomeAssistant, notifyTargets } from "./home-assistant/check.ts";
import { deliverRead } from "./home-assistant/deliver.ts";
import { listenForNames } from "./home-assistant/listen.ts";
import { servicesOf } from "./home-assistant/rest.ts";
import { settings } from "./home-assistant/settings.ts";

/** A notification is of no use once the car is gone. */
const usefulMs = 5 * 60 * 1000;

/**
 * Tells Home Assistant of every plate: an event for automations, a notification on phones, a line in the logbook; and asks on the
 * phone whose an unknown plate is. REST for what goes out, one WebSocket for the replies, both as the developers' documentation of
 * Home Assistant and of its companion apps tells them. Home Assistant answers 200 as soon as it has passed a notification on: whether
 * it reached the phone is not told. Not confirmed: which companion apps still answer a text input with "REPLY" (replies.ts takes both).
 */
export const homeAssistant = defineForwarder({
  type: "home-assistant",
  name: "Home Assistant",
  summary:
    "Tells Home Assistant of every plate: event, notifications on phones, logbook; and asks there for names of unknown plates.",
  vendorUrl: "https://www.home-assistant.io/",
  settings,
  unit: "read",
  limits: { timeoutMs: 30_000, parallel: 4, freshness: { actWithinMs: usefulMs } },
  deliver: deliverRead,
  check: checkHomeAssistant,
  async choices(key, context) {
    return key === "notify" ? notifyTargets(await servicesOf(context)) : [];
  },
  listen: listenForNames,
  unheard: "What is answered there is not heard.",
});
