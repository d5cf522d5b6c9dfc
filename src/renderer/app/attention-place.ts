import type { Attention } from "../../shared/status.ts";
import { addressOf } from "../deliveries/filter.ts";

/** A page, and the word for it: app:attention.<name>. */
interface AttentionPlace {
  to: string;
  name: "destination" | "deliveries" | "failed" | "list" | "settings";
}

/** Where the operator mends what an attention tells of, by its key (such as "receiver" or "destination:<id>") and what it is about. */
export function placeOfAttention({ key, about }: Pick<Attention, "key" | "about">): AttentionPlace {
  const [kind, ...rest] = key.split(":");
  const id = rest.join(":");
  // What failed for good is for a person to look at and retry: its destination may be well.
  if (about?.kind === "failures") return { to: addressOf({ view: "failed", destinationId: about.id }), name: "failed" };
  if ((kind === "destination" || kind === "listening") && id !== "")
    return { to: `/destinations/${encodeURIComponent(id)}`, name: "destination" };
  if (kind === "list" && id !== "") return { to: `/lists/${encodeURIComponent(id)}?part=settings`, name: "list" };
  if (kind === "ledger") return { to: "/deliveries", name: "deliveries" };
  if (kind === "inbox") return { to: "/settings?section=inboxes", name: "settings" };
  if (kind === "backup") return { to: "/settings?section=backups", name: "settings" };
  // What cannot be stored lacks room: there stands how much is free, and what is kept.
  if (kind === "store") return { to: "/settings?section=retention", name: "settings" };
  return { to: "/settings", name: "settings" };
}
