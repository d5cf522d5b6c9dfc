import { describe, expect, it } from "vitest";
import {
  type AttachedUpdatesDependencies,
  createAttachedUpdates,
  createKnownMode,
} from "../../src/main/desktop/attach/attached-updates.ts";
import { type UpdateMode, type UpdatesView, updateModes } from "../../src/shared/updates.ts";

const view: UpdatesView = {
  ...{ mode: "off", unsupported: null, asks: false, version: "1.0.0", step: "idle", percent: null, checkedAt: null },
  ...{ offer: null, staged: false, problem: null },
};

function attached(given: { unsupported?: UpdatesView["unsupported"]; away?: boolean } = {}) {
  const known = createKnownMode();
  const calls: string[] = [];
  let mode: UpdateMode = "automatic";
  const answer = async (): Promise<UpdatesView> => {
    if (given.away) throw new Error("The receiver of this computer does not run at the moment.");
    return { ...view, mode, unsupported: "background", version: "0.9.0" };
  };
  const deps: AttachedUpdatesDependencies = {
    known,
    own: {
      view: () => ({ ...view, mode: known.get().updates.mode, unsupported: given.unsupported ?? null }),
      check: async () => void calls.push("check"),
      take: () => calls.push("take"),
    },
    remote: {
      updates: answer,
      saveUpdates(next) {
        mode = next.mode;
        return answer();
      },
    },
  };
  return { known, calls, backend: createAttachedUpdates(deps) };
}

describe("updates at a window of a receiver in the background", () => {
  it("are this process's, say that Windows asks, and show the receiver's mode", async () => {
    const { backend, calls } = attached();
    expect(await backend.updates()).toMatchObject({ unsupported: null, asks: true, version: "1.0.0", mode: "automatic" });
    expect(await backend.saveUpdates({ mode: "off" })).toMatchObject({ mode: "off", asks: true });
    await backend.checkForUpdates();
    await backend.takeUpdate();
    expect(calls).toEqual(["check", "take"]);
  });

  it("are never installed by themselves: what would be is told", async () => {
    const { backend, known } = attached();
    const heard: string[] = [];
    known.onChange((next) => heard.push(next.updates.mode));
    // Before the receiver was heard nothing is asked of the update server.
    expect(known.get().updates.mode).toBe("off");
    await backend.updates();
    expect(known.get().updates.mode).toBe("notify");
    for (const mode of updateModes) {
      await backend.saveUpdates({ mode });
      expect(known.get().updates.mode).not.toBe("automatic");
    }
    expect(heard).toEqual(["notify", "off", "notify"]);
  });

  it("are shown while the receiver is away, and not offered where this build has none", async () => {
    expect(await attached({ away: true }).backend.updates()).toMatchObject({ unsupported: null, mode: "off" });
    expect(await attached({ unsupported: "build" }).backend.updates()).toMatchObject({ unsupported: "build", asks: false });
  });
});
