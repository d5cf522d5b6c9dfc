import { expect, it } from "vitest";
import { toneOf } from "../../../src/renderer/app/list-sound.ts";
import type { FeedEvent } from "../../../src/shared/feed.ts";
import type { ListTone } from "../../../src/shared/plate-words.ts";
import { madeUpFeed } from "../feed/made-up.ts";

const lists = new Map<string, { sound: boolean; tone: ListTone }>([
  ["staff", { sound: true, tone: "chime" }],
  ["wanted", { sound: true, tone: "alarm" }],
  ["quiet", { sound: false, tone: "alarm" }],
]);
const hit = (listId: string): FeedEvent => {
  const match = { listId, listName: listId, plate: "ABC123", name: "", note: "" };
  return madeUpFeed(1, { hits: [{ readId: 10, ...match }] });
};

it("sounds as the most urgent of the lists that were hit together", () => {
  expect(toneOf([hit("staff")], lists, 2_000)).toBe("chime");
  expect(toneOf([hit("staff"), hit("wanted")], lists, 2_000)).toBe("alarm");
});

it("is silent for lists without sound, for lists it does not know, and for what a reconnect brings late", () => {
  expect(toneOf([hit("quiet"), hit("gone"), madeUpFeed(2)], lists, 2_000)).toBeNull();
  expect(toneOf([hit("wanted")], lists, 40_000)).toBeNull();
});
