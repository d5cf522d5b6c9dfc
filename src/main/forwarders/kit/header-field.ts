import { z } from "zod";

/** Names that the protocol or another setting fills in, with the reason told. */
const refusedNames: [RegExp, string][] = [
  [
    /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/,
    "belongs to the connection and cannot be set",
  ],
  [/^host$/, "is taken from the URL"],
  [/^content-/, "describes the body and is set by Plate Courier"],
  [/^authorization$/, "has a setting of its own: Authorization"],
  [/^idempotency-key$/, "is set by Plate Courier, so that repeated deliveries can be told"],
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

function problemOf(name: string, value: string, seen: ReadonlySet<string>): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    return `"${name}" is no header name: letters, digits and dashes only, no spaces.`;
  if (seen.has(name.toLowerCase())) return `The header ${name} is there twice.`;
  const refused = refusedNames.find(([pattern]) => pattern.test(name.toLowerCase()));
  if (refused) return `The header ${name} ${refused[1]}. Remove it here.`;
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return `The value of the header ${name} must be one line of plain letters.`;
  return null;
}
