/** What would be right instead of a value that zod refused: a sentence for whoever entered it, or wrote it into a file. */
import type { z } from "zod";
import { type Phrase, type PhraseKeyOf, phrase } from "./phrases/phrase.ts";

type Issue = z.core.$ZodIssue;

const kinds: Record<string, PhraseKeyOf<never>> = {
  string: "value.text",
  number: "value.number",
  int: "value.wholeNumber",
  boolean: "value.trueOrFalse",
  array: "value.list",
  object: "value.object",
  record: "value.object",
};

/** The words that a schema gives of its own are phrases: test/shared/schema-words.test.ts looks at each. */
export function remedyOf(issue: Issue): Phrase {
  switch (issue.code) {
    case "invalid_type": {
      const known = kinds[issue.expected];
      return known ? phrase(known) : phrase("value.kind", { kind: issue.expected });
    }
    case "invalid_value": {
      const values = issue.values.map((value) => JSON.stringify(value)).join(", ");
      return issue.values.length > 1 ? phrase("value.oneOf", { values }) : phrase("value.only", { value: values });
    }
    case "too_small":
      return own(issue) ?? tooSmall(issue);
    case "too_big":
      return own(issue) ?? tooBig(issue);
    case "invalid_format":
      if (issue.format === "url") return phrase("value.address", { example: '"https://example.com/hook"' });
      return own(issue) ?? phrase("value.other");
    case "custom":
      return own(issue) ?? phrase("value.other");
    default:
      return phrase("value.other");
  }
}

/** zod's own English begins with these words; what else there is was written into a schema. */
const zodsOwn = /^(Too (small|big)|Invalid|Unrecognized)\b/;

const own = ({ message }: Issue): Phrase | null => (zodsOwn.test(message) ? null : (message as Phrase));

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Phrase {
  const limit = String(minimum);
  if (origin === "string") return minimum === 1 ? phrase("value.oneCharacter") : phrase("value.minCharacters", { count: limit });
  if (origin === "array") return phrase("value.minEntries", { count: limit });
  return phrase(inclusive === false ? "value.above" : "value.min", { limit });
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Phrase {
  const limit = String(maximum);
  if (origin === "string") return phrase("value.maxCharacters", { count: limit });
  if (origin === "array") return phrase("value.maxEntries", { count: limit });
  return phrase(inclusive === false ? "value.below" : "value.max", { limit });
}
