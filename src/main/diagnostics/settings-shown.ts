import type { Destination } from "../../shared/destination.ts";
import type { Settings } from "../../shared/settings.ts";
import { shownUrl } from "../forwarders/kit/redact.ts";

/**
 * Settings for support: how Plate Courier is set up, without tokens, hashes, ciphertexts and the entries of lists. Of destinations'
 * settings only switches, numbers and addresses are shown; any other text is the operator's own and could hold anything.
 */
export function settingsShown(settings: Settings): unknown {
  const { receiver, destinations, lists, inboxes, ...rest } = settings;
  return {
    ...rest,
    receiver: {
      ...receiver,
      tls: receiver.tls === null ? null : { kind: receiver.tls.kind },
      sources: receiver.sources.map(({ name, enabled, tokenHash }) => ({ name, enabled, token: isSet(tokenHash) })),
    },
    destinations: destinations.map(shownDestination),
    lists: lists.map((list) => ({ id: list.id, name: list.name })),
    inboxes: inboxes.map(({ name, enabled, region, credentials }) => ({ name, enabled, region, credentials: credentials.kind })),
  };
}

function shownDestination({ id, name, forwarder, enabled, settings, secrets, cameras, rules }: Destination): unknown {
  const shown = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, shownValue(value)]));
  const marks = Object.fromEntries(Object.keys(secrets).map((key) => [key, "set"]));
  return { id, name, forwarder, enabled, settings: { ...shown, ...marks }, mappedCameras: Object.keys(cameras).length, rules };
}

function shownValue(value: unknown): unknown {
  if (typeof value === "boolean" || typeof value === "number" || value === null) return value;
  if (typeof value !== "string") return Array.isArray(value) ? `${value.length} values` : "values";
  if (/^https?:\/\//i.test(value)) return shownUrl(value);
  // What a list offers is one short word; what a person wrote is not shown.
  return /^[a-z][a-z0-9-]{0,24}$/.test(value) && !/\d{3}/.test(value) ? value : `text of ${value.length} characters`;
}

const isSet = (value: unknown) => (value === null || value === undefined ? "not set" : "set");
