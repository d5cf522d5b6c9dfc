import { describe, expect, it } from "vitest";
import texts from "../../src/renderer/locales/en/settings.json" with { type: "json" };
import { lookAgainMs, updateWords } from "../../src/renderer/settings/update-words.ts";
import { type UpdatesView, updateModes, updateProblems, updatesUnsupported } from "../../src/shared/updates.ts";

const idle: UpdatesView = {
  ...{ mode: "notify", unsupported: null, asks: false, version: "1.0.0", step: "idle", percent: null },
  ...{ checkedAt: null, offer: null, staged: false, problem: null },
};
const offer = { version: "1.1.0", signedAt: 0, bytes: 1, notes: null };
const problem = { kind: "unreachable", detail: "ECONNREFUSED", at: 0 } as const;

describe("the sentence about updates", () => {
  it.each([
    ["nothing was asked yet", {}, "state.idle"],
    ["it is switched off", { mode: "off" }, "state.off"],
    ["it is the newest", { checkedAt: 1 }, "state.newest"],
    ["it is another computer's turn first", { checkedAt: 1, staged: true }, "state.staged"],
    ["there is a newer one", { checkedAt: 1, offer }, "state.offer"],
    ["there is a newer one, and the last download broke off", { checkedAt: 1, offer, problem }, "state.offer"],
    ["the server does not answer", { problem }, "state.unknown"],
    ["it answered before, and does not any more", { checkedAt: 1, problem }, "state.unknown"],
    ["it is asked", { step: "checking" }, "state.checking"],
    ["it is downloaded", { step: "downloading", offer }, "state.downloading"],
    ["it waits for a calm moment", { step: "waiting", offer }, "state.waiting"],
    ["it is installed", { step: "installing", offer }, "state.installing"],
    ["it cannot update itself", { unsupported: "background" }, "unsupported.background"],
  ] as [string, Partial<UpdatesView>, string][])("is the right one when %s", (_, given, key) => {
    const words = updateWords({ ...idle, ...given });
    expect(words.key).toBe(key);
    const [group = "", name = ""] = key.split(".");
    expect(Object.keys(texts.updates[group as "state"])).toContain(name);
  });

  it("is there for every mode, problem and reason", () => {
    expect(Object.keys(texts.updates.modes)).toEqual([...updateModes]);
    expect(Object.keys(texts.updates.problem)).toEqual([...updateProblems]);
    expect(Object.keys(texts.updates.unsupported)).toEqual([...updatesUnsupported]);
  });

  it("is looked at often only while something moves", () => {
    expect(lookAgainMs({ ...idle, step: "downloading" })).toBeLessThan(1_000);
    expect(lookAgainMs(idle)).toBeGreaterThan(10_000);
    expect(lookAgainMs({ ...idle, unsupported: "build" })).toBe(false);
  });
});
