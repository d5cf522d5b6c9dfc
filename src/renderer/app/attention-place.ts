/** Where the operator mends what an attention key (Attention.key, such as "receiver" or "destination:<id>") tells of. */
export function placeOfAttention(key: string): { to: string; name: "destination" | "deliveries" | "settings" } {
  const [kind, ...id] = key.split(":");
  if ((kind === "destination" || kind === "listening") && id.length > 0)
    return { to: `/destinations/${encodeURIComponent(id.join(":"))}`, name: "destination" };
  if (kind === "ledger") return { to: "/deliveries", name: "deliveries" };
  if (kind === "inbox") return { to: "/settings?section=inboxes", name: "settings" };
  if (kind === "backup") return { to: "/settings?section=backups", name: "settings" };
  return { to: "/settings", name: "settings" };
}
