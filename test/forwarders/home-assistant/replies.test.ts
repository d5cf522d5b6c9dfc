/** "Save name…": from the button on a phone into the plate list, over the real WebSocket. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { askIds } from "../../../src/main/forwarders/home-assistant/ask-ids.ts";
import { openLink } from "../../../src/main/forwarders/home-assistant/link.ts";
import { phoneForms, replyEvent, replyOf } from "../../simulators/home-assistant/phones.ts";
import { homeAssistantToken } from "../../simulators/home-assistant.ts";
import { failureOf, homeAssistantDestination, phones } from "./destination.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const asking = { notify: phones, askName: true, nameList: "Family" };
const day = 24 * 3600 * 1000;

async function asked(entered: Record<string, unknown> = {}) {
  const there = await homeAssistantDestination(endings, { ...asking, ...entered }, { Family: [] });
  const ear = await there.listen();
  await there.deliver();
  const question = there.server.notifications[0]?.data ?? {};
  const answer = (form: Parameters<typeof replyOf>[1], text: string) =>
    there.server.webSocket.fire(replyEvent, replyOf(question, form, text));
  const said = () => there.server.notifications.slice(2).map(({ target, message }) => [target, message]);
  return { ...there, ear, question, answer, said };
}

describe("a plate without a name", () => {
  it("is asked for on every phone, as both kinds of app show it; one with a name is not", async () => {
    const { server, question, lists, deliver } = await asked();
    expect(question.actions).toEqual([
      {
        ...{ action: expect.stringMatching(/^PLATE_NAME_/), title: "Save name…", behavior: "textInput" },
        ...{ textInputButtonTitle: "Save", textInputPlaceholder: "Whose is abc1234?" },
      },
    ]);
    expect(question.action_data).toEqual({ plate: "abc1234", reply: question.actions?.[0]?.action });
    lists.Family?.push({ plate: "ABC1234", name: "Ida" });
    await deliver({}, "inst-43");
    expect(server.notifications.at(-1)?.data.actions).toBeUndefined();
  });

  it.each(phoneForms)("gets the name that a phone answers, and every phone sees it (%s)", async (form) => {
    const { server, lists, question, answer, said } = await asked();
    expect(answer(form, "  Ida \n Lorenz ")).toBe(1);
    await vi.waitFor(() => expect(said()).toEqual(phones.map((phone) => [phone, "Saved: abc1234 is Ida Lorenz."])));
    expect(lists.Family).toEqual([{ plate: "abc1234", name: "Ida Lorenz" }]);
    expect(server.notifications.at(-1)?.data).toEqual({ tag: question.tag });
    expect(server.refusals()).toEqual([]);
  });

  it("is named once: the first answer counts, and later ones change nothing", async () => {
    const { lists, answer, said } = await asked();
    answer("ios", "Ida");
    answer("android", "Somebody else");
    await vi.waitFor(() => expect(said()).toHaveLength(2));
    expect(lists.Family).toEqual([{ plate: "abc1234", name: "Ida" }]);
  });

  it("is not named by an empty answer, an answer after a day, or by what was not asked", async () => {
    const { server, lists, answer, said, pass, question } = await asked();
    answer("ios", "   ");
    const forged = `${question.actions?.[0]?.action.slice(0, -2)}xx`;
    server.webSocket.fire(replyEvent, { action: forged, reply_text: "Eve" });
    server.webSocket.fire(replyEvent, { action: "REPLY", reply_text: "Eve", action_data: { plate: "abc1234" } });
    server.webSocket.fire(replyEvent, "nothing of the kind");
    pass(day + 1000);
    answer("ios", "Ida");
    await vi.waitFor(() => expect(said()).toHaveLength(2));
    expect(said()[0]?.[1]).toMatch(/^Too late to save a name for abc1234/);
    expect(lists.Family).toEqual([]);
  });

  it("is named by an answer that comes after a restart of Plate Courier", async () => {
    const { question, server } = await asked();
    const later = await homeAssistantDestination(endings, { ...asking, url: server.origin }, { Family: [] });
    await later.listen();
    server.webSocket.fire(replyEvent, replyOf(question, "android", "Ida"));
    await vi.waitFor(() => expect(later.lists.Family).toEqual([{ plate: "abc1234", name: "Ida" }]));
  });

  it("whose name cannot be saved is told so on the phone", async () => {
    const { answer, said, lists } = await asked();
    delete lists.Family;
    answer("ios", "Ida");
    await vi.waitFor(() => expect(said()).toHaveLength(2));
    expect(said()[0]?.[1]).toBe("The name of abc1234 was not saved. There is no plate list Family.");
  });
});

describe("listening", () => {
  it("understands messages that come several at once", async () => {
    const { server, lists, answer } = await asked();
    server.behave({ coalesced: true });
    answer("ios", "Ida");
    await vi.waitFor(() => expect(lists.Family).toHaveLength(1));
  });

  it("is nothing where nothing is asked for, and ends quietly when it is told to", async () => {
    const quiet = await homeAssistantDestination(endings, { notify: phones });
    await (await quiet.listen()).done;
    expect(quiet.server.webSocket.heard).toEqual([]);
    const { ear, server } = await asked();
    ear.stop();
    await ear.done;
    await vi.waitFor(() => expect(server.webSocket.open()).toBe(0));
  });

  it("is told as lost when Home Assistant restarts, and as not allowed to who is no administrator", async () => {
    const { ear, server } = await asked();
    server.webSocket.drop();
    expect(await failureOf(ear.done)).toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("closed the connection"),
    });
    const viewer = await homeAssistantDestination(endings, asking, { Family: [] });
    viewer.server.behave({ admin: false });
    expect(await failureOf(viewer.listen())).toMatchObject({ kind: "unauthorized" });
  });

  it("says what is wrong where the WebSocket does not open", async () => {
    const there = await homeAssistantDestination(endings, asking, { Family: [] });
    there.server.failing.status(404);
    expect(await failureOf(there.listen())).toMatchObject({
      kind: "misconfigured",
      message: expect.stringContaining("a proxy in between"),
    });
    there.server.failing.status(403);
    expect(await failureOf(there.listen())).toMatchObject({
      kind: "unauthorized",
      message: expect.stringContaining("ip_bans.yaml"),
    });
  });

  it("notices a connection that died quietly, because no pong comes", async () => {
    const { server } = await homeAssistantDestination(endings);
    server.behave({ silentOn: ["ping"] });
    const signal = new AbortController().signal;
    const link = await openLink({
      ...{ url: server.origin, accessToken: homeAssistantToken, certificateSha256: "", signal, commandMs: 1000, pingMs: 20 },
    });
    expect(await failureOf(link.ended)).toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("did not answer"),
    });
  });
});

describe("the id of a question", () => {
  const key = { accessToken: "token", nameList: "Family" };
  const ask = { plate: "abc1234", tag: "plate-courier-1", expiresAt: 1_795_000_000_000 };

  it("tells what was asked to who has the key, and nothing to others", () => {
    const id = askIds(key).make(ask);
    expect(askIds({ ...key, nameList: "FAMILY" }).read(id)).toEqual(ask);
    expect(askIds({ ...key, accessToken: "another" }).read(id)).toBeNull();
    expect(askIds({ ...key, nameList: "Staff" }).read(id)).toBeNull();
    for (const wrong of ["", "REPLY", "PLATE_NAME_", `${id}A`, id.slice(0, -1), id.toLowerCase()])
      expect(askIds(key).read(wrong)).toBeNull();
  });
});
