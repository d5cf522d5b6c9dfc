import { expect, it } from "vitest";
import { steadyMs } from "../../src/main/clock.ts";
import type { Arrival } from "../../src/shared/arrival.ts";
import { bench, day, handClock, nowhere, webhook } from "./store-kit.ts";

const arrival: Arrival = {
  method: "POST",
  target: "/gate",
  httpVersion: "1.1",
  secure: true,
  headers: [
    { name: "Host", value: "courier", masked: false },
    { name: "Authorization", value: "Token", masked: true },
  ],
  parts: [{ name: "upload", filename: "a.jpg", contentType: "image/jpeg", size: 12 }],
  bodyBytes: 300,
  times: { body: 10, parsed: 20, flushed: 30, committed: 40, answered: 50 },
};

async function stored(clock = handClock()) {
  const made = await bench({ clock });
  const { eventId, flushedAt } = await made.store.events.accept(webhook(clock.now()), nowhere);
  return { made, eventId, flushedAt };
}

it("tells at once how an event came, and still after a restart", async () => {
  const { made, eventId } = await stored();
  made.store.arrivals.note(eventId, arrival);
  expect(made.store.arrivals.get(eventId)).toEqual(arrival);
  const again = await made.reopen();
  expect(again.arrivals.get(eventId)).toEqual(arrival);
  expect(again.arrivals.get(eventId + 1)).toBeNull();
});

it("writes what was noted by itself, with one commit for all", async () => {
  const { made, eventId } = await stored();
  const second = await made.store.events.accept(webhook(made.clock.now()), nowhere);
  made.store.arrivals.note(eventId, arrival);
  made.store.arrivals.note(second.eventId, { ...arrival, target: "/second" });
  made.clock.forward(1000);
  await made.store.arrivals.flush();
  expect((await made.reopen()).arrivals.get(second.eventId)?.target).toBe("/second");
});

it("forgets how an event came together with the event, also while it waits to be written", async () => {
  const clock = handClock();
  const { made, eventId } = await stored(clock);
  const late = await made.store.events.accept(webhook(clock.now()), nowhere);
  made.store.arrivals.note(eventId, arrival);
  await made.store.arrivals.flush();
  made.store.arrivals.note(late.eventId, arrival);
  clock.forward(40 * day);
  const policy = { days: 30, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 };
  expect((await made.store.retain(policy, new AbortController().signal)).events).toBe(2);
  await made.store.arrivals.flush();
  expect(made.store.arrivals.get(eventId)).toBeNull();
  expect(made.store.arrivals.get(late.eventId)).toBeNull();
});

it("says when the images of an event were on the disk, between the call and its end", async () => {
  const before = steadyMs();
  const { flushedAt } = await stored();
  expect(flushedAt).toBeGreaterThan(before);
  expect(flushedAt).toBeLessThan(steadyMs());
});
