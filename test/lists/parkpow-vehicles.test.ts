import { expect, it, onTestFinished } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { createHttpClient } from "../../src/main/forwarders/kit/http.ts";
import { taggedVehicles } from "../../src/main/lists/parkpow-vehicles.ts";
import { inSpanish } from "../shared/phrases/told.ts";
import { startVehicles, token, vehicle } from "./vehicles-server.ts";

async function asking(vehicles: unknown[] = []) {
  const { park, server, url } = await startVehicles(vehicles);
  const http = createHttpClient({ timeoutMs: 5000 });
  onTestFinished(() => http.close());
  const stopping = new AbortController();
  const ask = (query: Partial<Parameters<typeof taggedVehicles>[0]> = {}) =>
    taggedVehicles({ url, tag: "residents", token, ...query }, { http, signal: stopping.signal, now: () => 0 }).catch(
      (error: Error) => {
        // Every refusal of these tests is one that an operator reads in another language, too.
        if (error instanceof DeliveryError) inSpanish(error.message);
        throw error;
      },
    );
  return { park, server, ask, stopping };
}

it("asks for every page, and takes each plate as it stands", async () => {
  const plates = ["ab 123", "CD-4", "ef5", " gh6 ", "ij7"];
  const { ask, server } = await asking(plates.map((plate) => vehicle(plate)));
  const found = await ask();
  expect(found.entries).toEqual(["ab 123", "CD-4", "ef5", "gh6", "ij7"].map((plate) => ({ plate, name: "", note: "" })));
  expect(server.requests.map(({ url }) => url.search)).toEqual([
    "?tags=residents",
    "?page=2&tags=residents",
    "?page=3&tags=residents",
  ]);
  expect(server.refusals()).toEqual([]);
});

it("leaves vehicles without a plate out, and counts them", async () => {
  const { ask } = await asking([vehicle("ab1"), vehicle(null), vehicle("  "), vehicle(7), "odd", null, vehicle("a*b")]);
  expect(await ask()).toEqual({ entries: [{ plate: "ab1", name: "", note: "" }], withoutPlate: 6 });
});

it("understands a server that does not page, and a next page that is told without its host", async () => {
  const { ask, park } = await asking([vehicle("a1"), vehicle("b2"), vehicle("c3")]);
  park.next = (page) => `?page=${page}&tags=residents`;
  expect((await ask()).entries).toHaveLength(3);
  park.next = () => "";
  expect((await ask()).entries).toHaveLength(2);
  park.body = JSON.stringify([vehicle("a1")]);
  expect((await ask()).entries).toHaveLength(1);
});

it("never takes the token to another server", async () => {
  const { ask, park } = await asking([vehicle("a1"), vehicle("b2"), vehicle("c3")]);
  const other = await startVehicles([vehicle("d4")]);
  const local = other.server.origin.replace("127.0.0.1", "localhost");
  for (const origin of [other.server.origin, local, "https://app.parkpow.com.evil.example", "http://user:pass@evil.example"]) {
    park.next = (page) => `${origin}/api/v1/vehicles/?page=${page}&tags=residents`;
    await expect(ask()).rejects.toMatchObject({
      kind: "misconfigured",
      message: expect.stringMatching(
        /^ParkPow points to another server \(\S+\) for the next page\. The token was not sent there\./,
      ),
    });
  }
  park.next = () => "file:///etc/passwd";
  await expect(ask()).rejects.toThrow("points to another server");
  expect(other.server.requests).toEqual([]);
});

it("asks with the scheme of its own URL where a proxy before ParkPow makes it say http", async () => {
  const asked: string[] = [];
  const http = {
    request: async ({ url }: { url: string }) => {
      asked.push(url);
      const next = asked.length === 1 ? "http://park.example/api/v1/vehicles/?tags=t&page=2" : null;
      return { status: 200, headers: {}, text: JSON.stringify({ next, results: [] }) };
    },
  };
  const query = { url: "https://park.example/api/v1/", tag: "t", token };
  await taggedVehicles(query, { http, signal: new AbortController().signal, now: () => 0 });
  expect(asked[1]).toBe("https://park.example/api/v1/vehicles/?tags=t&page=2");
  asked.length = 0;
  const plain = { ...query, url: "http://park.example:8000/api/v1/" };
  await expect(taggedVehicles(plain, { http, signal: new AbortController().signal, now: () => 0 })).rejects.toThrow(
    "another server",
  );
});

it("ends when the pages do not", async () => {
  const { ask, park } = await asking([vehicle("a1"), vehicle("b2"), vehicle("c3")]);
  park.next = (_, origin) => `${origin}/api/v1/vehicles/?tags=residents`;
  await expect(ask()).rejects.toThrow("The answer is not one of ParkPow: its pages do not end.");
});

it.each([
  [{ tag: "unknown" }, "rejected", "ParkPow did not accept the question (HTTP 400). Check the tag in the list's settings."],
  [
    { token: "wrong-token-0815" },
    "unauthorized",
    "ParkPow refused the token (HTTP 401). Enter a valid one in the list's settings.",
  ],
])("says in words what was wrong with %j", async (query, kind, message) => {
  const { ask } = await asking();
  await expect(ask(query)).rejects.toMatchObject({ kind, message });
});

it("says where there is no ParkPow, and when it is busy, with the wait it asks for", async () => {
  const { ask, server } = await asking();
  await expect(ask({ url: `${server.origin}/other/` })).rejects.toMatchObject({
    kind: "misconfigured",
    message: expect.stringMatching(/no ParkPow at/),
  });
  server.failing.status(429, { "retry-after": "90" });
  await expect(ask()).rejects.toMatchObject({ kind: "busy", retryAfterMs: 90_000 });
  server.failing.status(503);
  await expect(ask()).rejects.toMatchObject({
    kind: "busy",
    message: "ParkPow has a problem of its own at the moment (HTTP 503).",
  });
  server.failing.reset();
  await expect(ask()).rejects.toMatchObject({ kind: "unreachable" });
});

it.each([
  "<!doctype html><title>Sign in</title>",
  "7",
  "null",
  "{}",
  '{"results":{}}',
  '{"results":[],"next":7}',
  '{"results":[],"next":"http://["}',
])("takes %s for no answer of ParkPow's, and no list for empty because of it", async (body) => {
  const { ask, park } = await asking([vehicle("a1")]);
  park.body = body;
  await expect(ask()).rejects.toMatchObject({
    kind: "misconfigured",
    message: expect.stringMatching(/^The answer is not one of ParkPow: /),
  });
});

it("shows the token in no message, and stops when it is told to", async () => {
  const { ask, server, stopping } = await asking();
  server.failing.status(401, {}, `Token ${token} is invalid`);
  await expect(ask()).rejects.toThrow(/^(?!.*4711).*$/s);
  server.failing.neverAnswer();
  const asked = ask();
  await server.arrived();
  stopping.abort(new Error("told to"));
  await expect(asked).rejects.toThrow("told to");
});
