import type { TFunction } from "i18next";
import type { StoredEvent } from "../../shared/plate-read.ts";
import { recorded } from "../app/recorded.ts";
import { senderOf } from "./rows.ts";

/** A webhook without reads, in words: a title and, where there is one, why. */
export function eventWords(t: TFunction<"feed">, event: StoredEvent): { title: string; text: string | null } {
  const sender = senderOf(event) ?? t("unknownSender");
  const text = event.reason === null ? null : recorded(event.reason);
  if (event.kind === "quarantined") return { title: t("event.quarantined", { sender }), text };
  if (event.kind === "other") return { title: t("event.other", { sender, name: event.hookEvent ?? t("event.unnamed") }), text };
  return { title: t("event.noVehicle", { sender }), text: null };
}
