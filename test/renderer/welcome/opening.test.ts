import { expect, it } from "vitest";
import { beginsWithWelcome, type Opening, rememberSkipped, wasSkipped } from "../../../src/renderer/welcome/opening.ts";

const first: Opening = { path: "/", skipped: false, status: { lastReceivedAt: null, destinations: [], inboxes: [] } };
const status = (changes: Record<string, unknown>) => ({ status: { ...first.status, ...changes } }) as Partial<Opening>;

it("the console begins with the welcome on the very first start", () => {
  expect(beginsWithWelcome(first)).toBe(true);
});

it.each<[string, Partial<Opening>]>([
  ["another page was asked for", { path: "/settings" }],
  ["it was skipped", { skipped: true }],
  ["a webhook came once", status({ lastReceivedAt: 1 })],
  ["a destination is set up", status({ destinations: [{}] })],
  ["an inbox is set up", status({ inboxes: [{}] })],
])("the console begins with what was asked for where %s", (_, changes) => {
  expect(beginsWithWelcome({ ...first, ...changes })).toBe(false);
});

it("remembers that it was skipped, and keeps nobody out where there is no storage", () => {
  const kept = new Map<string, string>();
  const storage = () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    }) as unknown as Storage;
  expect(wasSkipped(storage)).toBe(false);
  rememberSkipped(storage);
  expect(wasSkipped(storage)).toBe(true);
  const denied = () => {
    throw new Error("denied");
  };
  rememberSkipped(denied);
  expect(wasSkipped(denied)).toBe(true);
});
