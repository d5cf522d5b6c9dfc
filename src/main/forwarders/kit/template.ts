import { Liquid, LiquidError, type Template as Parsed } from "liquidjs";
import type { PlateRead } from "../../../shared/plate-read.ts";
import { DeliveryError } from "../forwarder.ts";

/** A template that parsed. */
export interface Template {
  /** Plain text: nothing is escaped. Throws DeliveryError("misconfigured") when it asks for too much. */
  render(values: TemplateValues): string;
}

/** What a template may name. Times are ISO 8601 in UTC; what is not known is empty. */
export type TemplateValues = Record<string, unknown>;

/** The template itself is wrong; the message says where, e.g. "line 2, column 5: …". */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/**
 * Templates are written by operators and filled with text that strangers put on their cars. So: no files, no includes, no access
 * to what objects inherit, and limits on length, time and memory.
 */
const engine = new Liquid({
  strictFilters: true,
  ownPropertyOnly: true,
  outputEscape: undefined,
  relativeReference: false,
  dynamicPartials: false,
  // Templates are never looked up by name; this is what include and render would find.
  templates: {},
  parseLimit: 20_000,
  renderLimit: 200,
  memoryLimit: 1_000_000,
});

/** Parses a template. Throws TemplateError with line and column. */
export function parseTemplate(text: string): Template {
  let parsed: Parsed[];
  try {
    parsed = engine.parse(text);
  } catch (error) {
    throw new TemplateError(place(error), { cause: error });
  }
  return {
    render(values) {
      try {
        return String(engine.renderSync(parsed, values));
      } catch (error) {
        throw new DeliveryError(
          "misconfigured",
          `A template in the destination's settings cannot be filled in: ${place(error)}. Correct it.`,
          {
            cause: error,
          },
        );
      }
    },
  };
}

/** Plate, camera and the rest of one read under short names; `event` is the recognition's JSON as received. */
export function valuesOf(read: PlateRead, { camera, event }: { camera: string; event: unknown }): TemplateValues {
  const captured = read.capturedAt ?? read.receivedAt;
  return {
    plate: read.plate ?? "",
    camera,
    sourceCamera: read.camera,
    source: read.source ?? "",
    capturedAt: new Date(captured).toISOString(),
    capturedAtLocal: read.capturedAtLocal ?? "",
    receivedAt: new Date(read.receivedAt).toISOString(),
    capturedAtMs: captured,
    score: read.score,
    region: read.region ?? "",
    vehicleType: read.vehicleType ?? "",
    make: read.make ?? "",
    model: read.model ?? "",
    color: read.color ?? "",
    orientation: read.orientation ?? "",
    direction: read.direction,
    speed: read.speed,
    index: read.index,
    event,
  };
}

/** "line 2, column 5: tag "oops" not found" */
function place(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const found = /^(.*?), line:(\d+), col:(\d+)/s.exec(message);
  if (found) return `line ${found[2]}, column ${found[3]}: ${found[1]}`;
  return error instanceof LiquidError ? (message.split("\n")[0] ?? message) : message;
}
