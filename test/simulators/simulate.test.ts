import { once } from "node:events";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import type { DeliveryError, ForwarderContext } from "../../src/main/forwarders/forwarder.ts";
import { forwarderOf } from "../../src/main/forwarders/index.ts";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import { oneVehicle } from "../forwarders/deliveries.ts";
import { noLists } from "../forwarders/lists.ts";
import { simulators } from "./index.ts";
import { simulate } from "./simulate.ts";
import { type RunningSimulator, type Simulator, startSimulator } from "./simulator.ts";

const endings: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function started(simulator: Simulator, tls = false): Promise<RunningSimulator & { lines: string[] }> {
  const running = await startSimulator(simulator, { tls });
  endings.push(() => running.close());
  const lines: string[] = [];
  running.onLine((line) => lines.push(line));
  const { fingerprint } = running;
  const settings = fingerprint ? { ...running.settings, certificateSha256: fingerprint } : running.settings;
  return { ...running, settings, lines };
}

/** The real forwarder with what the simulator says to enter. */
function destination(type: string, settings: Record<string, unknown>) {
  const forwarder = forwarderOf(type);
  const { delivery, images } = oneVehicle();
  const fingerprint = settings.certificateSha256;
  const http = createHttpClient({
    timeoutMs: 5_000,
    ...(typeof fingerprint === "string" ? { certificateSha256: fingerprint } : {}),
  });
  const kept = createKeeper();
  endings.push(async () => {
    await kept.close();
    await http.close();
  });
  const signal = new AbortController().signal;
  const context: ForwarderContext<Record<string, unknown>> = {
    settings: forwarder.settings.parse(settings),
    http: { request: (request) => http.request({ signal, ...request }) },
    ...{ images, signal, lists: noLists, keep: kept.keep, now: () => Date.now() },
    camera: "",
  };
  return {
    async deliver() {
      const camera = (await forwarder.cameras?.(context))?.[0]?.id ?? delivery.event.camera;
      const read = delivery.reads[0] ?? null;
      return forwarder.deliver(forwarder.unit === "event" ? delivery : { ...delivery, read }, { ...context, camera });
    },
    check: () => forwarder.check(context),
  };
}

describe.each(simulators.map((simulator) => [simulator.type, simulator] as const))("the simulator %s", (type, simulator) => {
  it.each(["plain", "TLS"])("takes a plate from the real forwarder with the settings it prints (%s)", async (how) => {
    const running = await started(simulator, how === "TLS");
    const { check, deliver } = destination(type, running.settings);
    expect((await check()).message).not.toBe("");
    expect((await deliver()).summary).not.toBe("");
    expect(running.lines.at(-1)).toMatch(/ taken/);
    expect(running.lines.join("\n")).not.toMatch(/REFUSED|made-up|planted/);
  });

  it("has a word for every switch, none of which means something else already", () => {
    for (const [name, { says, initial, values }] of Object.entries(simulator.switches)) {
      expect(["port", "tls", "fail", "help"]).not.toContain(name);
      expect(says).not.toBe("");
      if (values) expect(values).toContain(initial);
    }
  });

  it("fails in the ways it is told to, and recovers", async () => {
    const running = await started(simulator);
    const { deliver } = destination(type, running.settings);
    await deliver();
    const failure = () =>
      deliver().then(
        () => "delivered",
        (error: DeliveryError) => error.kind,
      );
    running.fail({ status: 503 });
    expect(await failure()).toBe("busy");
    running.fail("reset");
    expect(await failure()).toBe("unreachable");
    running.fail(undefined);
    expect(await failure()).toBe("delivered");
  });
});

/** What the real forwarder makes of each uncertain answer: [simulator, switch, value, what comes of check or delivery]. */
const uncertain: [string, string, string, string][] = [
  ["synology", "time", "iso", "rejected"],
  ["synology", "code", "105", "unauthorized"],
  ["synology", "body", "empty", "rejected"],
  ["nx-witness", "locked", "on", "busy"],
  ["nx-witness", "viewer", "403", "unauthorized"],
  ["nx-witness", "viewer", "404", "misconfigured"],
  ["nx-witness", "plain-http", "refused", "unauthorized"],
  ["nx-witness", "plain-http", "redirected", "misconfigured"],
  ["nx-witness", "versions", "v1", "misconfigured"],
  ["nx-witness", "session-s", "0", "unauthorized"],
  ["nx-witness", "braces", "on", "delivered"],
  ["nx-witness", "versions", "v2", "delivered"],
  ["salient", "success", "204", "delivered"],
  ["salient", "lists-events", "off", "delivered"],
  ["openeye", "success", "202", "delivered"],
  ["soap", "version", "1.2", "delivered"],
  ["soap", "form", "unqualified", "delivered"],
  ["soap", "style", "rpc", "misconfigured"],
  ["soap", "parts", "wsdl", "delivered"],
  ["soap", "date", "dateTime", "delivered"],
  ["soap", "result", "int", "delivered"],
  ["soap", "result", "none", "delivered"],
  ["soap", "answer", "false", "rejected"],
  ["soap", "answer", "html", "misconfigured"],
  ["soap", "answer", "server-fault", "busy"],
  ["soap", "changes", "on", "delivered"],
  ["home-assistant", "admin", "off", "unauthorized"],
  ["home-assistant", "logbook", "off", "rejected"],
  ["mqtt", "version", "3.1.1", "delivered"],
  ["mqtt", "transport", "websocket", "delivered"],
  ["mqtt", "forbidden", "plate-courier/gate", "unauthorized"],
  ["mqtt", "forbidden", "plate-courier/status", "unauthorized"],
  ["mqtt", "packet-bytes", "100", "rejected"],
  ["mqtt", "retain", "off", "delivered"],
  ["mqtt", "maximum-qos", "0", "misconfigured"],
  ["mqtt", "subscribed", "off", "delivered"],
  ["parkpow", "answer", "object", "delivered"],
  ["parkpow", "answer", "text", "delivered"],
  ["parkpow", "answer", "no-id", "rejected"],
  ["parkpow", "minimum-score", "0.95", "rejected"],
  ["zatpark", "head", "200", "delivered"],
  ["zatpark", "success", "201", "delivered"],
];

it.each(uncertain)("the simulator %s with --%s %s leaves the real forwarder with: %s", async (type, name, value, outcome) => {
  const simulator = simulators.find((one) => one.type === type);
  if (!simulator) throw new Error(`no simulator ${type}`);
  const running = await startSimulator(simulator, { chosen: { [name]: value } });
  endings.push(() => running.close());
  const came = await destination(type, running.settings)
    .deliver()
    .then(
      () => "delivered",
      (error: DeliveryError) => error.kind,
    );
  expect(came).toBe(outcome);
});

describe("npm run simulate", () => {
  function terminal() {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const stopping = new AbortController();
    let printed = "";
    stdout.setEncoding("utf8").on("data", (text) => (printed += text));
    const until = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = pattern.exec(printed);
        if (found) return found[1] ?? "";
        await once(stdout, "data");
      }
    };
    return { stdin, stdout, signal: stopping.signal, stop: () => stopping.abort(), until, printed: () => printed };
  }

  it("lists every simulator, and every switch of one", async () => {
    const table = terminal();
    await simulate([], table);
    for (const { type } of simulators) await table.until(new RegExp(`^  ${type} `, "m"));
    for (const { type, switches } of simulators) {
      const help = terminal();
      await simulate([type, "--help"], help);
      for (const name of Object.keys(switches)) await help.until(new RegExp(`^  --${name} `, "m"));
    }
  });

  it("tells each request with verdict and reason, and obeys what is typed, until it is ended", async () => {
    const console = terminal();
    const ended = simulate(["synology", "--time", "iso", "--fail", "503"], console);
    const url = await console.until(/^ {2}url +(\S+)$/m);
    await console.until(/It fails \(503\)/);
    const post = async (time: string) => {
      const body = new URLSearchParams({ time, text1: "ABC123" });
      return (await fetch(url, { method: "POST", body })).status;
    };
    expect(await post("2026-11-24T08:00:00")).toBe(503);
    await console.until(/POST \/webapi\/entry\.cgi {2}503 {2}answered 503/);
    console.stdin.write("fail sometimes\nrecover\n");
    await console.until(/"sometimes" is no way to fail/);
    await console.until(/It answers again/);
    expect(await post("1795000000")).toBe(200);
    await console.until(/ 200 {2}REFUSED: time is 1795000000/);
    expect(await post("2026-11-24T08:00:00")).toBe(200);
    await console.until(/ 200 {2}taken: text1 = ABC123/);
    console.stop();
    await ended;
    await expect(fetch(url)).rejects.toThrow();
  });

  it("names what was probably meant, and what a switch may be", async () => {
    await expect(simulate(["synolgy"], terminal())).rejects.toThrow(/Did you mean synology\?/);
    await expect(simulate(["synology", "--tmie", "iso"], terminal())).rejects.toThrow(/Did you mean --time\?/);
    await expect(simulate(["synology", "--time", "noon"], terminal())).rejects.toThrow(/it may be both, unix, iso/);
    await expect(simulate(["synology", "--fail", "often"], terminal())).rejects.toThrow(/503, reset, half or silent/);
  });
});
