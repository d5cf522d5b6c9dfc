import { z } from "zod";
import { nearest } from "../../shared/nearest.ts";
import type { Forwarder } from "./forwarder.ts";
import { homeAssistant } from "./home-assistant.ts";
import { mqtt } from "./mqtt.ts";
import { nxWitness } from "./nx-witness.ts";
import { openeye } from "./openeye.ts";
import { parkpow } from "./parkpow.ts";
import { salient } from "./salient.ts";
import { soap } from "./soap.ts";
import { synology } from "./synology.ts";
import { webhook } from "./webhook.ts";
import { zatpark } from "./zatpark.ts";

/**
 * Every kind of destination, in the order in which the console lists them. The list forgets each one's settings type: whoever uses
 * it validates with `settings` before calling, which is what makes the cast true.
 */
export const forwarders: readonly Forwarder[] = [
  synology,
  nxWitness,
  salient,
  openeye,
  soap,
  homeAssistant,
  mqtt,
  parkpow,
  zatpark,
  webhook,
].map((forwarder) => forwarder as unknown as Forwarder);

/** Throws an Error in the operator's words that names the nearest type, and all of them. */
export function forwarderOf(type: string): Forwarder {
  const found = forwarders.find((forwarder) => forwarder.type === type);
  if (found) return found;
  const known = forwarders.map((forwarder) => forwarder.type);
  const meant = nearest(type, known);
  const hint = meant ? ` Did you mean "${meant}"?` : "";
  throw new Error(`There is no forwarder "${type}".${hint} There are: ${known.join(", ")}.`);
}

/** The settings as JSON schema of what one enters, with title, description, default, and `secret: true` where it is one. */
export function forwarderSchema(forwarder: Forwarder): Record<string, unknown> {
  return z.toJSONSchema(forwarder.settings, { io: "input" });
}

/** The settings that are kept encrypted and are never shown. */
export function secretKeys(forwarder: Forwarder): string[] {
  return Object.entries(forwarder.settings.shape)
    .filter(([, field]) => (field as z.ZodType).meta()?.secret === true)
    .map(([key]) => key);
}

/** The settings that choose a plate list. */
export function plateListKeys(forwarder: Forwarder): string[] {
  return Object.entries(forwarder.settings.shape)
    .filter(([, field]) => (field as z.ZodType).meta()?.plateList === true)
    .map(([key]) => key);
}
