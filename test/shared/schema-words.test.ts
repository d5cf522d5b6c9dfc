import { describe, expect, it } from "vitest";
import { z } from "zod";
import { consoleRouter } from "../../src/main/console/router.ts";
import { forwarders } from "../../src/main/forwarders/index.ts";
import { SettingsFile } from "../../src/main/settings/settings-file.ts";
import { Settings } from "../../src/shared/settings.ts";
import { inSpanish } from "./phrases/told.ts";

/** Every schema in this one, as far as it is made of schemas. */
function* within(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): Generator<z.core.$ZodType> {
  if (seen.has(schema)) return;
  seen.add(schema);
  yield schema;
  const pending: unknown[] = Object.values(schema._zod.def);
  for (const part of pending) {
    if (part instanceof z.core.$ZodType) yield* within(part, seen);
    else if (typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype)
      pending.push(...Object.values(part));
    else if (Array.isArray(part)) pending.push(...part);
  }
}

/** The messages that are written into it; what a check finds out for itself is tested where the check is. */
function wordsIn(schema: z.core.$ZodType): string[] {
  return Array.from(within(schema)).flatMap(({ _zod: { def } }) =>
    [def, ...(def.checks ?? []).map((check) => check._zod.def)].flatMap(({ error }) => {
      const said = error?.({ code: "custom", path: [], input: undefined } as never);
      return typeof said === "string" ? [said] : [];
    }),
  );
}

// tRPC's types do not name what a question is parsed with.
const procedures = consoleRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodType[] } }>;
const inputs = Object.entries(procedures).flatMap(([path, { _def }]) => _def.inputs.map((input) => [path, input] as const));

describe("what a schema says of its own is a phrase", () => {
  it.each<readonly [string, z.ZodType]>([
    ["of the settings", Settings],
    ["of a settings file", SettingsFile],
    ...forwarders.map(({ type, settings }) => [`of ${type}`, settings] as const),
    ...inputs.map(([path, input]) => [`of the question ${path}`, input] as const),
  ])("%s", (_, schema) => {
    for (const words of wordsIn(schema)) inSpanish(words);
  });

  it("and there are some of them to look at", () => {
    expect(inputs.length).toBeGreaterThan(60);
    expect(wordsIn(SettingsFile)).toContain("Give a time from 00:00 to 23:59.");
    expect(inputs.flatMap(([, input]) => wordsIn(input))).toEqual(
      expect.arrayContaining(["Give the list a name.", "The end must come after the beginning.", "Use at least 8 characters."]),
    );
  });
});
