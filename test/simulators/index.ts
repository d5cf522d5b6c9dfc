/** Every simulator that can be run by hand, in the order of the forwarders. A new one is one line here. */
import { homeAssistant } from "./home-assistant/by-hand.ts";
import { openeye, salient, zatpark } from "./json-vendors.ts";
import { mqtt } from "./mqtt/by-hand.ts";
import { nxWitness } from "./nx-witness.ts";
import { parkpow } from "./parkpow.ts";
import type { Simulator } from "./simulator.ts";
import { soap } from "./soap.ts";
import { synology } from "./synology.ts";
import { webhook } from "./webhook-receiver.ts";

export const simulators: readonly Simulator[] = [
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
];
