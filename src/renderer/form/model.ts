import type { JsonSchema } from "../../main/console/backend.ts";

/**
 * What the form draws for a setting. secret: write-only text. template: a text over the read's values. plateList: one of the plate
 * lists. pairs: rows of name and value. list: several texts. opaque: a shape the form cannot draw; its value is kept as it is.
 */
export type FieldKind =
  | "text"
  | "url"
  | "template"
  | "plateList"
  | "number"
  | "switch"
  | "choice"
  | "secret"
  | "pairs"
  | "list"
  | "opaque";

/** One setting of a forwarder, as the form needs it. */
export interface FieldModel {
  key: string;
  kind: FieldKind;
  /** Without the unit that a number's title may carry in brackets. */
  title: string;
  /** "s" from a title such as "Timeout (s)"; null where there is none. */
  unit: string | null;
  help: string | null;
  /** Must be given, because there is neither a default nor a meaning of "none". */
  required: boolean;
  /** An empty input means null. */
  nullable: boolean;
  /** undefined: the schema names none. */
  fallback: unknown;
  /** pairs: whether their values are write-only. */
  secretValues: boolean;
  /** text: several lines. */
  multiline: boolean;
  integer: boolean;
  minimum: number | null;
  maximum: number | null;
  minLength: number | null;
  maxLength: number | null;
  pattern: string | null;
  /** list: what they are picked from, beside typing: what the destination offers, or the plate lists (by id). */
  offers: "destination" | "plate-lists" | null;
  /** choice: the values, with a title where the schema gives one. */
  choices: { value: string; title: string | null }[];
}

/** The settings of a schema in its own order. */
export function fieldsOf(schema: JsonSchema): FieldModel[] {
  return Object.entries(schema.properties ?? {}).map(([key, property]) => fieldOf(key, property, schema.required ?? []));
}

function fieldOf(key: string, property: JsonSchema, required: readonly string[]): FieldModel {
  const { core, nullable } = withoutNull(property);
  const meant = (mark: string) => property[mark] === true || core[mark] === true;
  const plain = kindOf(core, meant("secret"));
  const kind = plain !== "text" ? plain : meant("template") ? "template" : meant("plateList") ? "plateList" : plain;
  const { title, unit } = splitUnit(property.title ?? core.title ?? key, kind);
  return {
    key,
    kind,
    title,
    unit,
    help: property.description ?? core.description ?? null,
    required: required.includes(key) && !nullable,
    nullable,
    fallback: property.default ?? core.default,
    secretValues: kind === "pairs" && (property.secret === true || secretEntries(core)),
    multiline: property.multiline === true || kind === "template",
    integer: typesOf(core).includes("integer"),
    minimum: core.minimum ?? null,
    maximum: core.maximum ?? null,
    minLength: core.minLength ?? null,
    maxLength: core.maxLength ?? null,
    pattern: core.pattern ?? null,
    offers: kind !== "list" ? null : meant("choices") ? "destination" : meant("plateList") ? "plate-lists" : null,
    choices: choicesOf(core),
  };
}

/** zod writes "or null" as a list of types, or as an anyOf with {type: "null"}. */
function withoutNull(property: JsonSchema): { core: JsonSchema; nullable: boolean } {
  if (typesOf(property).includes("null") && typesOf(property).length > 1) {
    const types = typesOf(property).filter((type) => type !== "null");
    return { core: { ...property, type: types[0] ?? "string" }, nullable: true };
  }
  const branches = property.anyOf?.filter((branch) => branch.type !== "null");
  const only = branches?.[0];
  if (property.anyOf !== undefined && branches?.length === 1 && only !== undefined)
    return { core: only, nullable: property.anyOf.length > 1 };
  return { core: property, nullable: false };
}

function typesOf(schema: JsonSchema): string[] {
  const type: unknown = schema.type;
  return Array.isArray(type) ? type.map(String) : type === undefined ? [] : [String(type)];
}

function kindOf(schema: JsonSchema, secret: boolean): FieldKind {
  if (choicesOf(schema).length > 0) return "choice";
  const type = typesOf(schema)[0];
  if (type === "string") return secret ? "secret" : schema.format === "uri" ? "url" : "text";
  if (type === "number" || type === "integer") return "number";
  if (type === "boolean") return "switch";
  if (type === "array" && schema.items?.type === "string") return "list";
  if (type === "object" && isTextSchema(schema.additionalProperties)) return "pairs";
  return "opaque";
}

const isTextSchema = (schema: JsonSchema["additionalProperties"]): boolean =>
  typeof schema === "object" && schema.type === "string";

function secretEntries(schema: JsonSchema): boolean {
  return typeof schema.additionalProperties === "object" && schema.additionalProperties.secret === true;
}

function choicesOf(schema: JsonSchema): FieldModel["choices"] {
  if (schema.enum !== undefined) return schema.enum.filter(isText).map((value) => ({ value, title: null }));
  const constants = schema.anyOf?.map((branch) => ({ value: branch.const, title: branch.title ?? null })) ?? [];
  return constants.every((one): one is { value: string; title: string | null } => isText(one.value)) ? constants : [];
}

const isText = (value: unknown): value is string => typeof value === "string";

function splitUnit(title: string, kind: FieldKind): { title: string; unit: string | null } {
  const match = kind === "number" ? /^(.*\S)\s*\(([^()]{1,12})\)$/.exec(title) : null;
  return match?.[1] !== undefined && match[2] !== undefined ? { title: match[1], unit: match[2] } : { title, unit: null };
}
