import { Liquid, LiquidError, type Template as Parsed } from "liquidjs";
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { ListMatch } from "../../../shared/plate-list.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";
import { DeliveryError, type ForwarderContext } from "../forwarder.ts";

/** A template that parsed. */
export interface Template {
  /** Plain text: nothing is escaped. Throws DeliveryError("misconfigured") when it asks for too much. */
  render(values: TemplateValues): string;
}

/** What a template may name. Times are ISO 8601 in UTC; what is not known is empty. */
export type TemplateValues = Record<string, unknown>;

/** The template itself is wrong. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  readonly fault: TemplateFault;
  constructor(fault: TemplateFault, cause: unknown) {
    super(fault.problem, { cause });
    this.fault = fault;
  }
}

/** In the words of the template engine, and where in the template that is. */
export interface TemplateFault {
  problem: string;
  place: { line: string; column: string } | null;
}

/** Templates are few and filled often. */
const mostRemembered = 200;

/**
 * Templates are written by operators and filled with text that strangers put on their cars. So: no files, no includes, no access
 * to what objects inherit, and limits on length, time and memory. `spell` says how a value is written; without it values stand as
 * they are.
 */
export function templateParser(spell?: (value: unknown) => string): (text: string) => Template {
  const engine = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    ...(spell ? { outputEscape: spell } : {}),
    relativeReference: false,
    dynamicPartials: false,
    // Templates are never looked up by name; this is what include and render would find.
    templates: {},
    parseLimit: 20_000,
    renderLimit: 200,
    memoryLimit: 1_000_000,
  });
  const remembered = new Map<string, Template>();
  return (text) => {
    const known = remembered.get(text);
    if (known) return known;
    let parsed: Parsed[];
    try {
      parsed = engine.parse(text);
    } catch (error) {
      throw new TemplateError(faultOf(error), error);
    }
    const template: Template = {
      render(values) {
        try {
          return String(engine.renderSync(parsed, values));
        } catch (error) {
          const { problem, place } = faultOf(error);
          const message = place ? phrase("delivery.templateAt", { ...place, problem }) : phrase("delivery.template", { problem });
          throw new DeliveryError("misconfigured", message, { cause: error });
        }
      },
    };
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(text, template);
    return template;
  };
}

/** Parses a template whose values stand as they are. Throws TemplateError with line and column. */
export const parseTemplate = templateParser();

/**
 * Fills a destination's templates in for one read. The JSON as received is read only where a template names `event`. Throws
 * DeliveryError("misconfigured") where a template cannot be filled in.
 */
export async function fillTemplates<Key extends string>(
  templates: Record<Key, string>,
  read: PlateRead,
  context: Pick<ForwarderContext<unknown>, "camera" | "images" | "lists">,
  parse: (text: string) => Template = parseTemplate,
): Promise<Record<Key, string>> {
  const texts = Object.values<string>(templates);
  const event = texts.some((text) => /\bevent\b/.test(text)) ? parsedJson(await context.images.json()) : null;
  const values = valuesOf(read, { camera: context.camera, event, listed: context.lists.of(read.plate)[0] ?? null });
  const filled = Object.entries<string>(templates).map(([key, text]) => [key, parse(text).render(values)]);
  return Object.fromEntries(filled) as Record<Key, string>;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A webhook whose JSON does not parse is quarantined and never delivered; an empty value is enough here.
    return null;
  }
}

/** Plate, camera and the rest of one read under short names; `event` is the recognition's JSON as received. */
export function valuesOf(
  read: PlateRead,
  { camera, event, listed = null }: { camera: string; event: unknown; listed?: ListMatch | null },
): TemplateValues {
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
    list: listed?.listName ?? "",
    listedName: listed?.name ?? "",
    listedNote: listed?.note ?? "",
    event,
  };
}

/** Of "tag "oops" not found, line:2, col:5". */
function faultOf(error: unknown): TemplateFault {
  const message = error instanceof Error ? error.message : String(error);
  const [, problem = "", line = "", column = ""] = /^(.*?), line:(\d+), col:(\d+)/s.exec(message) ?? [];
  if (line !== "") return { problem, place: { line, column } };
  return { problem: error instanceof LiquidError ? (message.split("\n")[0] ?? message) : message, place: null };
}
