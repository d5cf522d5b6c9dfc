import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError, type ForwarderContext } from "../../src/main/forwarders/forwarder.ts";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { createKeeper } from "../../src/main/forwarders/kit/keeper.ts";
import { parkpow } from "../../src/main/forwarders/parkpow.ts";
import { type ParkPowOptions, startParkPow } from "../simulators/parkpow.ts";
import * as deliveries from "./deliveries.ts";
import { noLists } from "./lists.ts";
import { expectTold } from "./told.ts";

const token = "secret-parkpow-word";
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** One ParkPow, and a destination that is set up for it as `entered` says. */
async function destination(entered: { url?: string; token?: string } = {}, options: Partial<ParkPowOptions> = {}) {
  const server = await startParkPow({ token, ...options });
  const http = createHttpClient({ timeoutMs: 10_000 });
  endings.push(server.close, http.close);
  const settings = parkpow.settings.parse({ url: `${server.origin}${entered.url ?? ""}`, token: entered.token ?? token });
  const context = (sample: deliveries.Sample): ForwarderContext<typeof settings> => ({
    ...{ settings, http, images: sample.images, camera: "gate-1", lists: noLists, keep: createKeeper().keep },
    signal: new AbortController().signal,
    now: () => Date.now(),
  });
  return {
    server,
    deliver: (sample = deliveries.oneVehicle()) => parkpow.deliver(sample.delivery, context(sample)),
    check: () => parkpow.check(context(deliveries.oneVehicle())),
  };
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  expect(error.message).not.toContain(token);
  expectTold(error.message);
  return error;
}

describe("what ParkPow gets", () => {
  it("is the webhook as it came, pictures and all, with ParkPow's token", async () => {
    const { server, deliver } = await destination();
    const sample = deliveries.oneVehicle();
    expect(await deliver(sample)).toMatchObject({ summary: expect.stringMatching(/, visit 4701$/), reference: "4701" });
    const [webhook] = server.webhooks;
    expect(webhook?.json).toBe(sample.jsonText);
    expect(webhook?.files).toEqual([
      { name: "upload", filename: "gate-1_abc1234.jpg", contentType: "image/jpeg", bytes: deliveries.sceneJpeg },
      { name: "plate_img", filename: "plate.jpg", contentType: "image/jpeg", bytes: deliveries.plateJpeg },
    ]);
    const [request] = server.requests;
    expect([request?.method, request?.url.pathname]).toEqual(["POST", "/api/v1/webhook-receiver/"]);
    expect(request?.headers.authorization).toBe(`Token ${token}`);
    expect(request?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  });

  it("never holds the token with which the recogniser signed in here", async () => {
    const { server, deliver } = await destination();
    await deliver(deliveries.oneVehicle({ webhook_header: { Authorization: "Token of-the-sender", camera_id: "gate-1" } }));
    expect(server.refusals()).toEqual([]);
    expect(server.requests[0]?.text).not.toContain("of-the-sender");
    expect(JSON.parse(server.webhooks[0]?.json ?? "")).toMatchObject({ webhook_header: { camera_id: "gate-1" } });
  });

  it("comes once for all vehicles of a picture", async () => {
    const { server, deliver } = await destination();
    await deliver(deliveries.twoVehicles());
    expect(server.webhooks.map(({ json }) => JSON.parse(json).data.results.length)).toEqual([2]);
  });

  it.each([undefined, "application/json", "multipart/form-data; boundary=x"])(
    "without a picture has the form in which it came (%s)",
    async (came) => {
      const { server, deliver } = await destination();
      await deliver(deliveries.noImage(came));
      const expected = came?.split(";")[0] ?? "application/x-www-form-urlencoded";
      expect(server.webhooks[0]?.contentType.split(";")[0]).toBe(expected);
    },
  );
});

describe("the address and the token", () => {
  it.each(["", "/", "/api/v1", "/api/v1/", "/api/v1/webhook-receiver", "/api/v1/webhook-receiver/"])(
    "are found where the URL ends in “%s”",
    async (url) => {
      const { server, deliver, check } = await destination({ url, token: `Token ${token}` });
      await deliver();
      await check();
      expect(server.requests.map((request) => request.url.pathname)).toEqual([
        "/api/v1/webhook-receiver/",
        "/api/v1/parking-list/",
      ]);
      expect(server.refusals()).toEqual([]);
    },
  );

  it("are the vendor's where nothing else is entered", () => {
    expect(parkpow.settings.parse({ token }).url).toBe("https://app.parkpow.com/api/v1/webhook-receiver/");
  });

  it("are refused in words where another receiver is meant, or no URL is one", () => {
    const problem = (url: string) => parkpow.settings.safeParse({ url }).error?.issues.map(({ message }) => message);
    expect(problem("https://elsewhere.example/hook")).toEqual([expect.stringContaining("use the destination Webhook")]);
    expect(problem("parkpow")).toEqual([expect.stringContaining("no complete URL")]);
  });

  it("pause the destination where the token is missing or wrong, and are told by the test without a webhook", async () => {
    const missing = await destination({ token: "" });
    expect(await failureOf(missing.check())).toMatchObject({
      kind: "unauthorized",
      message: expect.stringContaining("No API token"),
    });
    expect(missing.server.requests).toEqual([]);
    const wrong = await destination({ token: "another" });
    expect((await failureOf(wrong.check())).kind).toBe("unauthorized");
    expect((await failureOf(wrong.deliver())).kind).toBe("unauthorized");
    const right = await destination();
    expect((await right.check()).message).toMatch(/took the token\. No webhook was sent\.$/);
    expect(right.server.webhooks).toEqual([]);
  });
});

describe("a webhook of which no visit came", () => {
  it.each([200, 400, 422])("for its scores is given up at once, and says what to change (HTTP %i)", async (lowScoreStatus) => {
    const { deliver } = await destination({}, { minimumScore: 0.95, lowScoreStatus });
    expect(await failureOf(deliver())).toMatchObject({
      kind: "rejected",
      message: expect.stringMatching(/scores are lower.*rules/),
    });
  });

  it("for a reason of ParkPow's own is no success, and repeats what it said", async () => {
    const { deliver } = await destination({}, { answer: "no-id" });
    expect(await failureOf(deliver())).toMatchObject({ kind: "rejected", message: expect.stringContaining('"id":null') });
  });

  it("because it shows no vehicle is no failure", async () => {
    const { deliver } = await destination({}, { answer: "no-id" });
    const sample = deliveries.oneVehicle();
    const empty = { ...sample, delivery: { ...sample.delivery, reads: [] } };
    expect(await deliver(empty)).toMatchObject({ status: 200 });
  });

  it("because something else answers pauses the destination", async () => {
    const { server, deliver, check } = await destination();
    server.failing.status(200, {}, "<!DOCTYPE html><title>Sign in</title>");
    expect((await failureOf(deliver())).kind).toBe("misconfigured");
    expect((await failureOf(check())).kind).toBe("misconfigured");
  });
});
