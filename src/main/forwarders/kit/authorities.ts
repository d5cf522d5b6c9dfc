import tls, { createSecureContext, type SecureContext } from "node:tls";

// Taken from the module's object: importing it by name would keep a runtime that lacks it from loading this file at all.
const { getCACertificates } = tls;

let machine: SecureContext | undefined;

/**
 * The authorities that a certificate must come from where none is pinned: Node's own list and those that the administrator put
 * into the system's store, as company networks do. Loaded once: reading several hundred certificates takes tens of
 * milliseconds. Undefined on a runtime that cannot tell the system's: Node's own list is used then.
 */
export function authorities(extra: readonly string[] = []): SecureContext | undefined {
  if (typeof getCACertificates !== "function") return extra.length ? createSecureContext({ ca: [...extra] }) : undefined;
  const all = () => [...new Set([...getCACertificates("default"), ...fromSystem()])];
  if (extra.length > 0) return createSecureContext({ ca: [...all(), ...extra] });
  machine ??= createSecureContext({ ca: all() });
  return machine;
}

/** A damaged system store must not keep a destination from working that Node's own list would trust. */
function fromSystem(): string[] {
  try {
    return getCACertificates("system");
  } catch {
    return [];
  }
}
