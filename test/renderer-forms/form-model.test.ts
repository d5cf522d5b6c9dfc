import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "../../src/main/console/backend.ts";
import { type FieldModel, fieldsOf } from "../../src/renderer/form/model.ts";

const settings = z.strictObject({
  url: z.url().meta({ title: "Address", description: "Where to." }),
  payload: z.enum(["as-received", "json"]).default("json").meta({ title: "Payload" }),
  side: z.union([z.literal("in").meta({ title: "Entrance" }), z.literal("out")]).default("in"),
  authorization: z.string().optional().meta({ title: "Authorization", secret: true }),
  token: z.string().nullable().default(null).meta({ title: "Token", secret: true }),
  headers: z.record(z.string(), z.string()).default({}).meta({ title: "Headers", secret: true }),
  labels: z.record(z.string(), z.string()).default({}),
  tags: z.array(z.string()).default([]),
  hide: z.boolean().default(false),
  certificateSha256: z
    .string()
    .regex(/^[0-9A-F:]+$/)
    .nullable()
    .default(null),
  timeoutS: z.number().int().min(1).max(120).default(20).meta({ title: "Timeout (s)" }),
  offset: z.number().nullable().default(null).meta({ title: "Offset" }),
  template: z.string().default("").meta({ title: "Text", multiline: true }),
  odd: z.object({ inner: z.string() }).optional(),
});
const fields = fieldsOf(z.toJSONSchema(settings, { io: "input" }) as JsonSchema);
const field = (key: string): FieldModel => {
  const found = fields.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no field ${key}`);
  return found;
};

describe("the model of a settings form", () => {
  it("draws every property of the schema, in its order", () => {
    expect(fields.map((one) => `${one.key}:${one.kind}`)).toEqual([
      "url:url",
      "payload:choice",
      "side:choice",
      "authorization:secret",
      "token:secret",
      "headers:pairs",
      "labels:pairs",
      "tags:list",
      "hide:switch",
      "certificateSha256:text",
      "timeoutS:number",
      "offset:number",
      "template:text",
      "odd:opaque",
    ]);
  });

  it("takes title, help and default from the schema", () => {
    expect(field("url")).toMatchObject({ title: "Address", help: "Where to.", required: true, fallback: undefined });
    expect(field("payload")).toMatchObject({ required: false, fallback: "json" });
    expect(field("hide").title).toBe("hide");
  });

  it("takes a number's unit out of its title, and nobody else's brackets", () => {
    expect(field("timeoutS")).toMatchObject({ title: "Timeout", unit: "s", integer: true, minimum: 1, maximum: 120 });
    const other = fieldsOf({ properties: { a: { type: "string", title: "Key (as printed)" } } })[0];
    expect(other).toMatchObject({ title: "Key (as printed)", unit: null });
  });

  it("knows that an empty input means none in both of zod's spellings", () => {
    expect(field("token").nullable).toBe(true);
    expect(field("certificateSha256")).toMatchObject({ nullable: true, pattern: "^[0-9A-F:]+$" });
    expect(field("offset")).toMatchObject({ nullable: true, integer: false });
    expect(field("authorization").nullable).toBe(false);
  });

  it("lists choices with their titles", () => {
    expect(field("payload").choices).toEqual([
      { value: "as-received", title: null },
      { value: "json", title: null },
    ]);
    expect(field("side").choices).toEqual([
      { value: "in", title: "Entrance" },
      { value: "out", title: null },
    ]);
  });

  it("makes the values of a secret record write-only, and of no other", () => {
    expect(field("headers").secretValues).toBe(true);
    expect(field("labels").secretValues).toBe(false);
  });
});
