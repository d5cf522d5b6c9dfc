import { z } from "zod";
import { phrase } from "./phrases/phrase.ts";

/** Which reads go to a destination. An absent or empty field lets everything through; all fields must agree. */
export const Rules = z
  .strictObject({
    cameras: z.array(z.string()).default([]).meta({ title: "Cameras", description: "Only reads from these camera ids." }),
    minScore: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ title: "Minimum score", description: "From 0 to 1. Reads below it are not sent." }),
    regions: z
      .array(z.string())
      .default([])
      .meta({ title: "Regions", description: "Only plates of these region codes, such as us-ca." }),
    vehicleTypes: z
      .array(z.string())
      .default([])
      .meta({ title: "Vehicle types", description: "Only these vehicle types, such as Sedan or Big Truck." }),
    directionFrom: z
      .number()
      .min(0)
      .max(360)
      .nullable()
      .default(null)
      .meta({ title: "Direction from", description: "Degrees. A range may wrap: from 315 to 45 is north." }),
    directionTo: z.number().min(0).max(360).nullable().default(null).meta({ title: "Direction to", description: "Degrees." }),
    onLists: z
      .array(z.string())
      .default([])
      .meta({ title: "On a list", description: "Only plates on one of these plate lists.", plateList: true }),
    notOnLists: z
      .array(z.string())
      .default([])
      .meta({ title: "Not on a list", description: "Plates on one of these plate lists are not sent.", plateList: true }),
    firstWithinS: z.number().int().min(0).max(86_400).default(0).meta({
      title: "First sighting within (seconds)",
      description: "The same plate is sent once in this time. 0: every sighting is sent.",
    }),
    requirePlate: z
      .boolean()
      .default(false)
      .meta({ title: "Only with a plate", description: "Vehicles whose plate could not be read are not sent." }),
  })
  .refine((r) => (r.directionFrom === null) === (r.directionTo === null), {
    path: ["directionTo"],
    message: phrase("value.bothDirections"),
  });
export type Rules = z.infer<typeof Rules>;

/** Camera id as Stream sends it -> the destination's own camera id. */
export const CameraMap = z.record(z.string(), z.string());
export type CameraMap = z.infer<typeof CameraMap>;

/** One named instance of a forwarder, as kept in the settings file. Secrets are kept apart, encrypted. */
export const Destination = z.strictObject({
  /** Never changes; deliveries refer to it. */
  id: z.string().min(1),
  name: z.string().trim().min(1).max(60),
  forwarder: z.string().min(1),
  enabled: z.boolean().default(true),
  /** The forwarder's settings without its secret ones. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Setting key -> ciphertext made by the SecretBox. */
  secrets: z.record(z.string(), z.string()).default({}),
  cameras: CameraMap.default({}),
  rules: Rules.prefault({}),
});
export type Destination = z.infer<typeof Destination>;

/** How the console sees a secret setting: never its value. */
export interface SecretMark {
  set: true;
}

/** What the console may see of a destination: `settings` holds every key; a secret is a SecretMark or null. */
export interface DestinationView extends Omit<Destination, "secrets"> {}
