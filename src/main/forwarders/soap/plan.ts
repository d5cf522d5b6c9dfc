/** Which element of the operation gets what, decided once from WSDL and settings. */
import { listing, type Phrase, phrase, recordedPhrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import type { Particle } from "./schema.ts";
import { listed, type SoapContract } from "./wsdl.ts";

/** The arguments of Plate Recognizer's middleware (webhooks/middleware/protocols/soap.py), under the names that it gives them. */
export const fields = ["user", "password", "date", "plate", "score", "image"] as const;
export type Field = (typeof fields)[number];

/** One element that is sent, in the order of the WSDL. */
export interface PlannedElement {
  particle: Particle;
  /** What goes in: one of ours, or a template of the operator's. */
  source: { field: Field } | { template: string };
}

export interface Plan {
  elements: readonly PlannedElement[];
  /** Optional elements of the operation for which there is nothing to send. */
  leftOut: readonly string[];
}

/**
 * Names are compared without case: .NET services often write User where the middleware says user. Throws
 * DeliveryError("misconfigured") where the operation asks for something unknown, or has no place for the plate.
 */
export function planFor(contract: SoapContract, templates: Readonly<Record<string, string>>): Plan {
  const { operation, request } = contract;
  const names = request.particles.map(({ name }) => name);
  const has = names.length === 0 ? phrase("wsdl.hasNone") : phrase("wsdl.has", { elements: listed(names) });
  const strays = Object.keys(templates).filter((name) => !names.some((one) => same(one, name)));
  if (strays.length > 0) throw misconfigured(phrase("wsdl.strayElement", { operation, elements: listed(strays), has }));

  const elements: PlannedElement[] = [];
  const unknown: Particle[] = [];
  for (const particle of request.particles) {
    const source = sourceOf(particle, templates);
    if (source) elements.push({ particle, source });
    else unknown.push(particle);
  }
  const missing = unknown.filter(({ required }) => required);
  if (missing.length > 0) throw misconfigured(asksFor(operation, missing));
  const tellsPlate = elements.some(({ source }) =>
    "field" in source ? source.field === "plate" : /\bplate\b/.test(source.template),
  );
  if (!tellsPlate) throw misconfigured(phrase("wsdl.noPlateElement", { operation, has }));
  return { elements, leftOut: unknown.map(({ name }) => name) };
}

function sourceOf(particle: Particle, templates: Readonly<Record<string, string>>): PlannedElement["source"] | null {
  // Only an element with plain content can be filled.
  if (particle.type === "structure" || particle.type === "other") return null;
  const own = Object.entries(templates).find(([name]) => same(name, particle.name));
  if (own) return { template: own[1] };
  const field = fields.find((one) => same(one, particle.name));
  return field ? { field } : null;
}

function asksFor(operation: string, missing: readonly Particle[]): Phrase {
  const fillable = missing.every(({ type }) => type !== "structure" && type !== "other");
  if (fillable) return phrase("wsdl.asksFor", { operation, elements: listed(missing.map(({ name }) => name)) });
  const things = missing.map(({ name, type }) => (type === "other" ? recordedPhrase(name) : phrase("wsdl.element", { name })));
  return phrase("wsdl.asksForMore", { operation, things: listing(things.slice(0, 20)) });
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const misconfigured = (message: Phrase) => new DeliveryError("misconfigured", message);
