/** What Home Assistant is told of a plate, what is repeated and what is not, and what the test looks at. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { escapeTemplate } from "../../src/main/forwarders/home-assistant/steps.ts";
import { homeAssistant } from "../../src/main/forwarders/home-assistant.ts";
import { failureOf, homeAssistantDestination, type Lists, phones } from "./home-assistant/destination.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});
const destination = (entered?: Record<string, unknown>, lists?: Lists) => homeAssistantDestination(endings, entered, lists);

describe("a plate", () => {
  it("is an event, a notification per phone and a line in the logbook, as plate-handler words them", async () => {
    const { server, deliver } = await destination({ notify: phones });
    expect(await deliver()).toMatch(
      /^Told the event license_plate_spotted, notify\.mobile_app_annas_iphone, notify\.mobile_app_pixel_8, the logbook in \d+ ms$/,
    );
    const data = {
      ...{ plate: "abc1234", camera: "gate-1", captured_at: "2026-11-18T11:06:40.000Z", score: 0.91, region: "us-ca" },
      ...{ vehicle_type: "Sedan", make: "Toyota", model: "Camry", color: "blue", direction: 210, name: "", list: "" },
    };
    expect(server.events).toEqual([{ type: "license_plate_spotted", data }]);
    const told = { message: "Spotted plate abc1234", data: { tag: expect.stringMatching(/^plate-courier-[0-9a-f]{16}$/) } };
    expect(server.notifications).toEqual(phones.map((target) => ({ target, ...told })));
    expect(server.logbook).toEqual([{ name: "License plate abc1234", message: "was spotted", domain: "camera" }]);
    expect(server.refusals()).toEqual([]);
  });

  it("that is on a plate list is told by its name", async () => {
    const { server, deliver } = await destination({ notify: phones }, { Family: [{ plate: "ABC 1234", name: "Ida" }] });
    await deliver();
    expect(server.notifications[0]?.message).toBe("Spotted Ida");
    expect(server.events[0]?.data).toMatchObject({ name: "Ida", list: "Family" });
  });

  it("cannot bring a template into the logbook", async () => {
    const { server, deliver } = await destination({ logbookMessage: "by {{ make }}" });
    await deliver({ make: "{{ states('person.ida') }}{% if 1 %}" });
    expect(server.logbook[0]?.message).toBe("by {{ states('person.ida') }}{% if 1 %}");
    expect(escapeTemplate("a{{b")).toBe('a{{ "{" }}{{ "{" }}b');
    expect(server.refusals()).toEqual([]);
  });

  it("goes with its picture, small and in the folder that Home Assistant serves", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plate-courier-pictures-"));
    endings.push(() => rm(folder, { recursive: true, force: true }));
    const { server, deliver } = await destination({ notify: phones, imageFolder: folder, imageUrlBase: "/local/plates/" });
    await deliver();
    const [name] = await readdir(folder);
    expect(server.notifications[0]?.data.image).toBe(`/local/plates/${name}`);
    expect((await readFile(join(folder, name ?? ""))).subarray(0, 3).toString("hex")).toBe("ffd8ff");
  });

  it("is told without its picture where the folder cannot be written, and the delivery says so", async () => {
    const { server, deliver } = await destination({ notify: phones, imageFolder: "/proc/no-such-folder" });
    expect(await deliver()).toMatch(/; no picture: /);
    expect(server.notifications).toHaveLength(2);
  });
});

describe("a step that fails", () => {
  it("does not keep the others from being done, and only it is repeated", async () => {
    const { server, deliver } = await destination({ notify: phones });
    server.behave({ broken: { "notify.mobile_app_annas_iphone": 500 } });
    const error = await failureOf(deliver());
    expect(error.kind).toBe("busy");
    expect(error.message).toMatch(
      /This was about notify\.mobile_app_annas_iphone\..*Told already, and not told again: the event/,
    );
    server.behave({ broken: {} });
    await deliver();
    expect([server.events.length, server.logbook.length]).toEqual([1, 1]);
    expect(server.notifications.map(({ target }) => target)).toEqual(["mobile_app_pixel_8", "mobile_app_annas_iphone"]);
  });

  it("because the phone is gone is rejected, with what to do", async () => {
    const { deliver } = await destination({ notify: ["mobile_app_lost"] });
    const error = await failureOf(deliver());
    expect(error).toMatchObject({ kind: "rejected", message: expect.stringContaining("choose another one in the settings") });
  });
});

describe("a wrong access token", () => {
  it("is shown to Home Assistant once, by deliveries and the listener together, and not again for a while", async () => {
    const settings = { accessToken: "wrong-token", notify: phones, askName: true, nameList: "Family" };
    const { server, deliver, listen, pass } = await destination(settings, { Family: [] });
    const failures = [listen(), ...["a", "b", "c"].map((id) => deliver({}, id))].map(failureOf);
    expect((await Promise.all(failures)).map(({ kind }) => kind)).toEqual(Array(4).fill("unauthorized"));
    expect((await failureOf(deliver({}, "d"))).message).toMatch(/refused the access token \(HTTP 401\).*bans after wrong logins/);
    expect(server.wrongLogins()).toBe(1);
    pass(6000);
    await failureOf(deliver({}, "e"));
    expect(server.wrongLogins()).toBe(2);
  });

  it("that Home Assistant has banned this machine for is told as that", async () => {
    const { server, deliver, check, pass } = await destination({ accessToken: "wrong-token" });
    server.behave({ banAfter: 1 });
    await failureOf(deliver());
    pass(6000);
    for (const work of [deliver(), check()])
      expect((await failureOf(work)).message).toMatch(/lets nobody in from this machine \(HTTP 403\).*ip_bans\.yaml/);
  });
});

describe("the test", () => {
  it("looks at everything and sends nothing", async () => {
    const settings = { notify: phones, askName: true, nameList: "Family" };
    const { server, check } = await destination(settings, { Family: [] });
    expect(await check()).toMatch(
      /takes the access token\. Also: it offers notify\.mobile_app_annas_iphone, notify\.mobile_app_pixel_8, it has a logbook, replies from phones can be heard\. Nothing was sent/,
    );
    expect([server.events, server.notifications, server.logbook]).toEqual([[], [], []]);
    await vi.waitFor(() => expect(server.webSocket.open()).toBe(0));
  });

  it("names the phones that there are where a chosen one is gone", async () => {
    const { check } = await destination({ notify: ["mobile_app_lost"] });
    expect((await failureOf(check())).message).toMatch(
      /no notification service mobile_app_lost\. It has: mobile_app_annas_iphone, persistent_notification, mobile_app_pixel_8\. Choose again/,
    );
  });

  it("tells a user who is no administrator, a missing logbook and a missing plate list", async () => {
    const asking = { notify: phones, askName: true, nameList: "Family" };
    const viewer = await destination(asking, { Family: [] });
    viewer.server.behave({ admin: false });
    expect((await failureOf(viewer.check())).message).toMatch(/profile of an administrator/);
    const bare = await destination();
    bare.server.behave({ hasLogbook: false });
    expect((await failureOf(bare.check())).message).toMatch(/no logbook there\. Switch the logbook off/);
    expect((await failureOf((await destination(asking)).check())).message).toMatch(/no plate list Family/);
  });

  it("reads the services of a large installation whole", async () => {
    const { server, choices } = await destination();
    server.behave({ padding: 3_000_000 });
    expect(await choices("notify")).toEqual([
      { value: "mobile_app_annas_iphone", label: "annas iphone (phone)" },
      { value: "persistent_notification", label: "persistent notification" },
      { value: "mobile_app_pixel_8", label: "pixel 8 (phone)" },
    ]);
  });
});

describe("the settings", () => {
  it("have the issue's keys, defaults, and ask for what is missing", () => {
    const { settings } = homeAssistant;
    expect(settings.parse({ url: "http://ha:8123" })).toMatchObject({
      ...{ accessToken: "", notify: [], event: "license_plate_spotted", logbook: true },
      ...{ imageUrlBase: "/local/plates", imageFolder: "", askName: false, nameList: "" },
    });
    const problems = (entered: object) =>
      settings.safeParse({ url: "http://ha:8123", ...entered }).error?.issues.map(({ path }) => path.join("."));
    expect(problems({ askName: true })).toEqual(["nameList"]);
    expect(problems({ event: "", logbook: false })).toEqual(["notify"]);
    expect(problems({ event: "two words" })).toEqual(["event"]);
    expect(settings.parse({ url: "http://ha:8123", notify: ["notify.mobile_app_x"] }).notify).toEqual(["mobile_app_x"]);
  });
});
