import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "../../src/main/console/backend.ts";
import { fieldsOf } from "../../src/renderer/form/model.ts";
import { problemsOf } from "../../src/renderer/form/problems.ts";
import { type FormState, formStateOf, settingsOf } from "../../src/renderer/form/values.ts";

const schema = z.strictObject({
  url: z.url(),
  payload: z.enum(["as-received", "json"]).default("json"),
  authorization: z.string().optional().meta({ secret: true }),
  headers: z.record(z.string(), z.string()).default({}).meta({ secret: true }),
  labels: z.record(z.string(), z.string()).default({}),
  tags: z.array(z.string()).default([]),
  hide: z.boolean().default(true),
  pin: z
    .string()
    .regex(/^[0-9A-F]{4}$/)
    .nullable()
    .default(null),
  timeoutS: z.number().int().min(1).max(120).default(20),
  note: z.string().default(""),
  odd: z.object({ inner: z.string() }).optional(),
});
const fields = fieldsOf(z.toJSONSchema(schema, { io: "input" }) as JsonSchema);
const stored = {
  url: "https://a.example/hook",
  payload: "as-received",
  authorization: { set: true },
  headers: { "X-Key": { set: true }, set: { set: true } },
  labels: { site: "north" },
  tags: ["a", "b"],
  hide: false,
  pin: "AB12",
  timeoutS: 5,
  note: "x",
  odd: { inner: "kept" },
};
const edit = (change: FormState): FormState => ({ ...formStateOf(fields, stored), ...change });
const saved = (change: FormState) => settingsOf(fields, edit(change));
const problems = (change: FormState) => problemsOf(fields, edit(change));

describe("the values of a settings form", () => {
  it("gives back untouched settings exactly as the core showed them", () => {
    expect(settingsOf(fields, formStateOf(fields, stored))).toEqual(stored);
    expect(problemsOf(fields, formStateOf(fields, stored))).toEqual({});
  });

  it("starts a new destination with the defaults", () => {
    const state = formStateOf(fields, {});
    expect(state).toMatchObject({ url: "", payload: "json", timeoutS: "20", hide: true, pin: "" });
    expect(problemsOf(fields, state)).toEqual({ url: { key: "required" } });
  });

  it("keeps, replaces or removes a secret, and never invents one", () => {
    expect(saved({ authorization: { stored: true, typed: "", removed: false } })).toMatchObject({ authorization: { set: true } });
    expect(saved({ authorization: { stored: true, typed: "Token 1", removed: false } })).toMatchObject({
      authorization: "Token 1",
    });
    expect(saved({ authorization: { stored: true, typed: "", removed: true } })).toMatchObject({ authorization: null });
    expect(saved({ authorization: { stored: false, typed: "", removed: false } })).toMatchObject({ authorization: null });
  });

  it("keeps secret values by their names, even of a header called set", () => {
    const [row] = edit({}).headers as { name: string; value: string; storedAs: string | null }[];
    expect(row).toEqual({ name: "X-Key", value: "", storedAs: "X-Key" });
    expect(saved({ headers: [{ name: "X-Key", value: "new", storedAs: "X-Key" }] })).toMatchObject({
      headers: { "X-Key": "new" },
    });
  });

  it("asks for a kept value again when its name changes, because the core finds it by that", () => {
    expect(problems({ headers: [{ name: "X-Other", value: "", storedAs: "X-Key" }] })).toEqual({
      headers: { key: "valueAgain", values: { name: "X-Other" } },
    });
  });

  it("wants every row of a record named once and filled", () => {
    const row = (name: string, value: string) => ({ name, value, storedAs: null });
    expect(problems({ headers: [row(" ", "v")] })).toEqual({ headers: { key: "nameMissing" } });
    expect(problems({ headers: [row("A", "1"), row("a ", "2")] })).toEqual({
      headers: { key: "nameTwice", values: { name: "a" } },
    });
    expect(problems({ headers: [row("A", "")] })).toEqual({ headers: { key: "valueMissing", values: { name: "A" } } });
    expect(problems({ labels: [row("A", "")] })).toEqual({});
  });

  it("leaves out an emptied number so that the default applies, and sends null where none is allowed", () => {
    expect(saved({ timeoutS: "" })).not.toHaveProperty("timeoutS");
    expect(saved({ pin: " " })).toMatchObject({ pin: null });
    expect(saved({ note: "" })).toMatchObject({ note: "" });
  });

  it("says what is wrong with a number", () => {
    expect(problems({ timeoutS: "soon" })).toEqual({ timeoutS: { key: "number" } });
    expect(problems({ timeoutS: "1,5" })).toEqual({ timeoutS: { key: "integer" } });
    expect(problems({ timeoutS: "0" })).toEqual({ timeoutS: { key: "range", values: { min: "1", max: "120" } } });
  });

  it("says what is wrong with an address or a pattern", () => {
    expect(problems({ url: "192.168.1.9/hook" })).toEqual({ url: { key: "url" } });
    expect(problems({ url: "http://" })).toEqual({ url: { key: "url" } });
    expect(problems({ url: "http://nas:8080/x" })).toEqual({});
    expect(problems({ pin: "ab" })).toEqual({ pin: { key: "pattern" } });
  });
});
