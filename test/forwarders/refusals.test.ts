/** What is refused when a destination's settings are entered is told in the operator's language. */
import { describe, expect, it } from "vitest";
import { forwarders } from "../../src/main/forwarders/index.ts";
import { phrasebooks } from "../../src/shared/phrases/phrasebooks.ts";

/** What people paste into a field that is meant for something else. */
const entered = [
  ...["", "x", "nas", "ftp://host/x", "https://user:word@host/x", "https://host/x#part", "http://169.254.169.254/x"],
  ...["mqtt://broker/plates", "https://parkpow.com/other", "one\ntwo", "{{ plate", "{% oops %}", "a,b\n", "$SYS/x", "a/#/b"],
  ...[["Not A Service"], { Host: "x", "a b": "x", "Content-Type": "x", Authorization: "x", "Idempotency-Key": "x", Te: "x" }],
  ...[{ "X-A": "one\ntwo", "x-a": "two" }, { el: "{{ plate" }],
];

describe.each(forwarders.map((forwarder) => [forwarder.type, forwarder] as const))("the settings of %s", (_, forwarder) => {
  it("are refused in phrases, where they are refused in words of ours", () => {
    const keys = Object.keys(forwarder.settings.shape);
    const refused = keys.flatMap((key) =>
      entered.flatMap((value) => forwarder.settings.safeParse({ [key]: value }).error?.issues ?? []),
    );
    // zod's own words ("Invalid input", "Too big") are told by settings/explain.ts.
    const ours = new Set(refused.map(({ message }) => message).filter((message) => !/^(Invalid|Too|Unrecognized)/.test(message)));
    expect(ours.size).toBeGreaterThan(0);
    expect([...ours].filter((message) => !phrasebooks.es.knows(message))).toEqual([]);
  });
});
