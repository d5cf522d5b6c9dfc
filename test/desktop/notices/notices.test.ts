import { describe, expect, it } from "vitest";
import { createAttentionNotices } from "../../../src/main/desktop/notices/attention-notices.ts";
import type { Notice } from "../../../src/main/desktop/notices/notice.ts";
import { createPlateNotices } from "../../../src/main/desktop/notices/plate-notices.ts";
import { quietUntil } from "../../../src/main/desktop/notices/quiet-hours.ts";
import { createTexts } from "../../../src/main/desktop/texts.ts";
import type { FeedEvent } from "../../../src/shared/feed.ts";
import { NotificationSettings } from "../../../src/shared/settings.ts";
import type { Attention, CoreStatus } from "../../../src/shared/status.ts";
import { handClock } from "../hand-clock.ts";

const noon = new Date(2026, 10, 23, 12).getTime();
const at = (hours: number, minutes = 0, day = 23) => new Date(2026, 10, day, hours, minutes).getTime();
const settings = (changes: Partial<NotificationSettings> = {}) => NotificationSettings.parse(changes);
const night = { from: "22:00", to: "06:00" };

describe("quiet hours", () => {
  it.each([
    ["before the night", night, at(21, 59), null],
    ["in the evening", night, at(22), at(6, 0, 24)],
    ["after midnight", night, at(0, 30), at(6)],
    ["at the end", night, at(6), null],
    ["within a day", { from: "12:00", to: "13:30" }, at(13), at(13, 30)],
    ["all day", { from: "08:00", to: "08:00" }, at(9), at(8, 0, 24)],
    ["never", null, at(3), null],
  ])("%s", (_when, hours, now, until) => {
    expect(quietUntil(hours, now)).toBe(until);
  });
});

function plates(changes: Partial<NotificationSettings> = {}, start = noon) {
  const { clock, pass } = handClock(start);
  const shown: Notice[] = [];
  const lists = [{ id: "staff", name: "Staff" }];
  const given = settings(changes);
  const notices = createPlateNotices({
    ...{ settings: () => given, lists: () => lists, show: (notice) => shown.push(notice), texts: createTexts("en"), clock },
  });
  let id = 0;
  const heard = (plate: string, listId = "staff", name = "") => {
    id += 1;
    const hits = listId === "" ? [] : [{ readId: 10 + id, listId, listName: "", plate, name, note: "" }];
    notices.heard({ event: { id, camera: "gate" }, reads: [{ id: 10 + id, plate }], hits, chips: [] } as unknown as FeedEvent);
  };
  return { heard, pass, shown, notices };
}

describe("a listed plate", () => {
  it("is told at once, with its owner, its picture and the way to the read", () => {
    const { heard, shown } = plates();
    heard("ABC123", "staff", "Maria");
    expect(shown).toEqual([
      {
        ...{ title: "ABC123: Maria", body: "On the list Staff, seen by gate" },
        ...{ image: { kind: "plate", id: 11 }, path: "/event/1" },
      },
    ]);
  });

  it("is not told when it is on no list, or on one that does not tell", () => {
    const { heard, shown, pass } = plates();
    heard("ABC123", "");
    heard("ABC123", "visitors");
    pass(60_000);
    expect(shown).toEqual([]);
  });

  it("that follows others within seconds is told with them", () => {
    const { heard, shown, pass } = plates();
    for (const plate of ["A1", "B2", "C3", "D4", "E5", "F6"]) heard(plate);
    expect(shown.map(({ title }) => title)).toEqual(["A1"]);
    pass(5_000);
    expect(shown[1]).toMatchObject({ title: "5 listed plates", body: "B2, C3, D4, E5 and 1 more", path: "/" });
    pass(60_000);
    expect(shown).toHaveLength(2);
  });

  it("is never told in quiet hours, also not later", () => {
    const { heard, shown, pass } = plates({ quietHours: night }, at(22, 5));
    heard("ABC123");
    pass(12 * 3_600_000);
    expect(shown).toEqual([]);
    heard("ABC123");
    expect(shown).toHaveLength(1);
  });

  it("is not told when plates are switched off", () => {
    const { heard, shown } = plates({ plates: false });
    heard("ABC123");
    expect(shown).toEqual([]);
  });
});

const desk = (level: Attention["level"] = "error"): Attention => ({
  ...{ level, key: "destination:1", text: "Front desk: refused the token." },
});
const gate = (level: Attention["level"] = "error"): Attention => ({ level, key: "destination:2", text: "Gate: unreachable." });

function attention(changes: Partial<NotificationSettings> = {}, start = noon) {
  const { clock, pass } = handClock(start);
  const shown: Notice[] = [];
  const given = settings(changes);
  const notices = createAttentionNotices({
    ...{ settings: () => given, show: (notice: Notice) => shown.push(notice), texts: createTexts("en"), clock },
  });
  const destinations = [
    { id: "1", name: "Front desk" },
    { id: "2", name: "Gate" },
  ];
  const heard = (...attention: Attention[]) => notices.heard({ attention, destinations, inboxes: [] } as unknown as CoreStatus);
  return { heard, pass, shown, titles: () => shown.map(({ title }) => title), notices };
}

describe("what needs attention", () => {
  it("is told with its sentence and the way to it, and once only", () => {
    const { heard, pass, shown } = attention();
    heard(desk());
    pass(2_000);
    heard(desk());
    pass(3_600_000);
    expect(shown).toEqual([
      {
        ...{ title: "Front desk needs attention", body: "Front desk: refused the token." },
        ...{ image: null, path: "/destinations/1" },
      },
    ]);
  });

  it("that mends itself within half a minute is not told", () => {
    const { heard, pass, shown } = attention();
    heard(desk("warning"));
    pass(20_000);
    heard();
    pass(3_600_000);
    expect(shown).toEqual([]);
  });

  it("that lasts is told, and its recovery too", () => {
    const { heard, pass, titles } = attention();
    heard(desk("warning"));
    pass(30_000);
    expect(titles()).toEqual(["Front desk needs attention"]);
    pass(120_000);
    heard();
    pass(5_000);
    expect(titles()).toEqual(["Front desk needs attention", "Front desk is well again"]);
  });

  it("that flaps is told at most once a minute", () => {
    const { heard, pass, titles } = attention();
    for (let second = 0; second < 600; second += 10) {
      heard(...(second % 20 === 0 ? [desk()] : []));
      pass(10_000);
    }
    expect(titles().length).toBeGreaterThan(0);
    expect(titles().length).toBeLessThanOrEqual(10);
  });

  it("at several places at once is one message", () => {
    const { heard, pass, shown } = attention();
    heard(desk(), gate());
    pass(10_000);
    expect(shown).toMatchObject([{ title: "2 things need attention", body: "Front desk, Gate", path: "/" }]);
    pass(60_000);
    heard();
    pass(10_000);
    expect(shown[1]).toMatchObject({ title: "2 things are well again" });
  });

  it("of one destination in two ways is one subject", () => {
    const { heard, pass, titles } = attention();
    heard(desk(), { ...desk(), key: "listening:1" });
    pass(3_600_000);
    expect(titles()).toEqual(["Front desk needs attention"]);
  });

  it("in quiet hours waits for their end, and is left out where it is well by then", () => {
    const { heard, pass, titles } = attention({ quietHours: night }, at(22, 5));
    heard(desk(), gate());
    pass(3_600_000);
    heard(desk());
    pass(6 * 3_600_000);
    expect(titles()).toEqual([]);
    pass(3_600_000);
    expect(titles()).toEqual(["Front desk needs attention"]);
  });

  it("that is old when it is switched on again is no news", () => {
    let on = false;
    const { clock, pass } = handClock(noon);
    const shown: Notice[] = [];
    const notices = createAttentionNotices({
      settings: () => settings({ attention: on }),
      ...{ show: (notice: Notice) => shown.push(notice), texts: createTexts("en"), clock },
    });
    const status = { attention: [desk()], destinations: [{ id: "1", name: "Front desk" }], inboxes: [] };
    notices.heard(status as unknown as CoreStatus);
    on = true;
    notices.heard(status as unknown as CoreStatus);
    pass(3_600_000);
    expect(shown).toEqual([]);
  });

  it("is told although the clock was set back by a day", () => {
    const { heard, pass, titles } = attention();
    heard(desk());
    pass(2_000);
    heard();
    pass(-86_400_000);
    heard();
    pass(120_000);
    expect(titles()).toEqual(["Front desk needs attention", "Front desk is well again"]);
  });
});
