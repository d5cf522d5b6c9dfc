import { z } from "zod";
import { type Phrase, type PhraseKeyOf, phrase } from "../../../shared/phrases/phrase.ts";

/** Names that the protocol or another setting fills in, with the reason told. */
const refusedNames: [RegExp, PhraseKeyOf<"name">][] = [
  [/^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/, "fields.headerOfConnection"],
  [/^host$/, "fields.headerOfUrl"],
  [/^content-/, "fields.headerOfBody"],
  [/^authorization$/, "fields.headerOfSetting"],
  [/^idempotency-key$/, "fields.headerOfRepeats"],
];

/** Extra request headers, name to value; values are secret, since they often are keys. */
export const headersField = () =>
  z
    .record(z.string(), z.string())
    .default({})
    .superRefine((headers, context) => {
      const seen = new Set<string>();
      for (const [name, value] of Object.entries(headers)) {
        const problem = problemOf(name, value, seen);
        seen.add(name.toLowerCase());
        if (problem) context.addIssue({ code: "custom", message: problem, path: [name], input: headers });
      }
    })
    .meta({
      title: "Headers",
      description: "Further headers sent with every request, such as X-Api-Key. Values are kept encrypted and not shown again.",
      secret: true,
    });

function problemOf(name: string, value: string, seen: ReadonlySet<string>): Phrase | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return phrase("fields.noHeaderName", { name });
  if (seen.has(name.toLowerCase())) return phrase("fields.headerTwice", { name });
  const refused = refusedNames.find(([pattern]) => pattern.test(name.toLowerCase()));
  if (refused) return phrase(refused[1], { name });
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return phrase("fields.headerValue", { name });
  return null;
}
