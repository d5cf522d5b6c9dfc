import type { TFunction } from "i18next";
import type { StoredEvent } from "../../shared/plate-read.ts";
import { senderOf } from "./rows.ts";

/** A webhook without reads, in words: a title and, where there is one, why. */
export function eventWords(t: TFunction<"feed">, event: StoredEvent): { title: string; text: string | null } {
  const sender = senderOf(event) ?? t("unknownSender");
  if (event.kind === "quarantined") return { title: t("event.quarantined", { sender }), text: event.reason };
  if (event.kind === "other")
    return { title: t("event.other", { sender, name: event.hookEvent ?? t("event.unnamed") }), text: event.reason };
  return { title: t("event.noVehicle", { sender }), text: null };
}
