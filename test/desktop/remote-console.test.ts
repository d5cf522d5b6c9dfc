import { expect, it } from "vitest";
import type { UpdatesBackend } from "../../src/main/console/backend/updates.ts";
import { consoleRouter } from "../../src/main/console/router.ts";
import { updateRoutes } from "../../src/main/console/routes/updates.ts";
import type { Instance } from "../../src/main/desktop/attach/instance-file.ts";
import { consoleAnswers, createRemoteConsole } from "../../src/main/desktop/attach/remote-console.ts";
import { isAnsweredHere } from "../../src/shared/answered-here.ts";
import type { UpdatesView } from "../../src/shared/updates.ts";
import { runningConsole, token } from "../console/console-fixture.ts";

const view = { startAtLogin: true, startAtBoot: false, attached: true, notifications: true };
const workstation = { view: async () => view, setStartAtLogin: async () => view, setStartAtBoot: async () => view };
const instanceAt = (url: string, given = token): Instance => ({
  ...{ kind: "background", pid: 1, user: "u", startedAt: 0, version: "0", doorbell: null, console: { url, token: given } },
});

const looked: UpdatesView = {
  ...{ mode: "notify", unsupported: "background", asks: false, version: "0", step: "idle", percent: null, checkedAt: null },
  ...{ offer: null, staged: false, problem: null },
};
/** Of this process: it never asks the receiver for more than how new versions come. */
const updates = (): UpdatesBackend => ({
  updates: async () => ({ ...looked, unsupported: null, asks: true }),
  saveUpdates: async ({ mode }) => ({ ...looked, mode }),
  checkForUpdates: async () => looked,
  takeUpdate: async () => ({ ...looked, step: "downloading" }),
});

async function attached() {
  const { server, origin } = await runningConsole();
  const remote = createRemoteConsole({ reach: () => instanceAt(server.url()), workstation, updates });
  const ask = (path: string, init?: RequestInit) => remote.rpc(new Request(`app://console${path}`, init));
  return { server, origin, remote, ask };
}

it("asks the receiver's process with its token, and leaves the page's own origin and cookies behind", async () => {
  const { ask } = await attached();
  const answer = await ask("/trpc/cameras", {
    headers: { origin: "app://console", cookie: "a=b", "sec-fetch-site": "same-origin" },
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ result: { data: [{ reads: 1 }] } });
  const json = { method: "POST", headers: { "content-type": "application/json", origin: "app://console" }, body: "{}" };
  expect(await (await ask("/trpc/sendTestPlate", json)).json()).toMatchObject({ result: { data: { plate: "ABC123" } } });
});

it("answers about this computer itself", async () => {
  const { ask } = await attached();
  expect(await (await ask("/trpc/workstation.view")).json()).toMatchObject({ result: { data: view } });
});

it("looks for updates and takes them itself, as the receiver may not install any", async () => {
  const { ask } = await attached();
  expect(await (await ask("/trpc/updates")).json()).toMatchObject({ result: { data: { unsupported: null, asks: true } } });
  const json = { method: "POST", headers: { "content-type": "application/json" } };
  expect(await (await ask("/trpc/takeUpdate", json)).json()).toMatchObject({ result: { data: { step: "downloading" } } });
  const saved = await ask("/trpc/saveUpdates", { ...json, body: JSON.stringify({ mode: "off" }) });
  expect(await saved.json()).toMatchObject({ result: { data: { mode: "off" } } });
});

it("is asked for what it answers itself apart from everything else", () => {
  const own = [...Object.keys(updateRoutes), "workstation.view", "workstation.startAtLogin", "workstation.startAtBoot"];
  expect(own.filter((route) => !isAnsweredHere(route))).toEqual([]);
  const others = Object.keys(consoleRouter._def.procedures).filter((route) => !own.includes(route));
  expect(others.length).toBeGreaterThan(60);
  expect(others.filter(isAnsweredHere)).toEqual([]);
});

it("brings pictures through, and null for what is not there", async () => {
  const { remote } = await attached();
  expect(await remote.image({ kind: "thumb", id: 7 })).toMatchObject({ contentType: "image/jpeg" });
  expect((await remote.image({ kind: "plate", id: 7 }))?.bytes.toString()).toBe("plate");
  expect(await remote.image({ kind: "image", id: 8 })).toBeNull();
  expect(await remote.file("body/1")).toBeNull();
});

it("gives orders, and gets the status first in its live updates", async () => {
  const { remote } = await attached();
  expect(await remote.sendTestPlate()).toEqual({ plate: "ABC123" });
  expect(await remote.status()).toEqual({ version: "test" });
  const stop = new AbortController();
  for await (const message of remote.live(stop.signal)) {
    expect(message).toEqual({ type: "status", status: { version: "test" } });
    break;
  }
  stop.abort();
});

it("says 503 to the page while there is no receiver, and goes on when there is one", async () => {
  let there: Instance | null = null;
  const remote = createRemoteConsole({ reach: () => there, workstation, updates });
  const ask = () => remote.rpc(new Request("app://console/trpc/cameras"));
  expect((await ask()).status).toBe(503);
  await expect(remote.status()).rejects.toThrow(/does not run/);
  const { server } = await runningConsole();
  there = instanceAt(server.url());
  expect((await ask()).status).toBe(200);
  await server.stop();
  expect((await ask()).status).toBe(503);
});

it("tells a console that answers from one that is gone, or that has another token", async () => {
  const { server } = await runningConsole();
  const url = server.url();
  expect(await consoleAnswers(instanceAt(url))).toBe(true);
  expect(await consoleAnswers(instanceAt(url, "another token than that"))).toBe(false);
  await server.stop();
  expect(await consoleAnswers(instanceAt(url))).toBe(false);
  expect(await consoleAnswers({ ...instanceAt("http://127.0.0.1:9/"), console: null })).toBe(false);
});
