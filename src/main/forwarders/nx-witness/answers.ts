/** What the server's JSON says; versions differ in how they write ids, and leave out what has its default value. */
import type { VendorCamera } from "../forwarder.ts";

/** Without braces and in lower case. */
export const normalId = (id: string) => id.replace(/[{}]/g, "").toLowerCase();

/** An empty one for what is no JSON object or list. */
export function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** By what it says, not by what was asked for: a server that does not know the query's names answers with all that it has. */
export function isAmong(
  text: string,
  { name, startTimeMs, durationMs }: { name: string; startTimeMs: number; durationMs: number },
): boolean {
  const bookmarks: unknown = parsed(text);
  if (!Array.isArray(bookmarks)) return false;
  return bookmarks.some(
    (one: Record<string, unknown> | null) =>
      one?.name === name && Number(one.startTimeMs) === startTimeMs && Number(one.durationMs) === durationMs,
  );
}

/** Fields with default values are left out by the server, so a device without a type counts as a camera. */
export function devicesOf(text: string): VendorCamera[] {
  const devices: unknown = parsed(text);
  if (!Array.isArray(devices)) return [];
  return devices.flatMap((device: { id?: unknown; name?: unknown; deviceType?: unknown }) => {
    if (typeof device.id !== "string" || (device.deviceType ?? "Camera") !== "Camera") return [];
    const id = normalId(device.id);
    return [{ id, name: typeof device.name === "string" && device.name !== "" ? device.name : id }];
  });
}
