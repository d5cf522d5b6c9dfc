import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import { byCamera, byDay, byHour } from "../../../src/renderer/history/passages-model.ts";
import { partWords, type QueryNames } from "../../../src/renderer/history/words.ts";
import history from "../../../src/renderer/locales/en/history.json" with { type: "json" };
import { createFormats } from "../../../src/renderer/ui/format.ts";
import { type FilterPart, filterParts } from "../../../src/shared/history.ts";
import { queryOf } from "../../../src/shared/history-query.ts";

let names: QueryNames;

beforeAll(async () => {
  const t = await i18next
    .createInstance()
    .init({ lng: "en", resources: { en: { history } }, defaultNS: "history", interpolation: { escapeValue: false } });
  names = {
    t: t as QueryNames["t"],
    formats: createFormats("en-GB", "UTC"),
    destination: () => "Front desk",
    list: () => "Residents",
  };
});

const told = (search: string) =>
  (Object.keys(filterParts) as FilterPart[]).flatMap((part) => partWords(part, queryOf(search).query, names) ?? []);

it("tells each part of a search in words", () => {
  expect(told("plate=ab1")).toEqual(["Plate with AB1"]);
  expect(told("plate=ab1&whole=1&alike=1")).toEqual(["Plate AB1, or look-alikes"]);
  expect(told("plate=ab*&whole=1")).toEqual(["Plate like AB*"]);
  expect(told("camera=Gate&camera=&region=us-ca&color=red")).toEqual(["Camera: Gate, not told", "Colour: red", "Region: US-CA"]);
  expect(told("minScore=50&shown=no&time=yesterday")).toEqual(["Without a plate", "Yesterday", "Confidence 50% to 100%"]);
  expect(told("from=2026-11-23T14:05:00Z")).toEqual(["From 23 Nov, 14:05"]);
  expect(told("direction=337.5-22.5")).toEqual(["Driving north"]);
  expect(told("direction=90-180")).toEqual(["Direction 90° to 180°"]);
  expect(told("unlisted=1&destination=d&delivery=pending&delivery=sending&delivery=failed")).toEqual([
    "On no list",
    "Front desk: waiting, failed",
  ]);
  expect(told("delivery=failed&list=r")).toEqual(["Plate list: Residents", "Any destination: failed"]);
  expect(told("destination=d")).toEqual(["Front desk: any state"]);
  expect(told("")).toEqual([]);
});

it("counts the times a plate was read by camera, hour and day, with the days without it", () => {
  const at = (day: number, hour: number, camera: string) => ({
    readId: day * 100 + hour,
    eventId: 1,
    camera,
    receivedAt: new Date(2026, 10, day, hour, 59).getTime(),
  });
  const passages = [at(23, 8, "gate"), at(23, 7, "yard"), at(21, 8, "gate"), at(1, 23, "gate")];
  expect(byCamera(passages)).toEqual([
    { key: "gate", reads: 3 },
    { key: "yard", reads: 1 },
  ]);
  expect(byHour(passages).filter(({ reads }) => reads > 0)).toEqual([
    { key: 7, reads: 1 },
    { key: 8, reads: 2 },
    { key: 23, reads: 1 },
  ]);
  expect(byDay(passages, 3).map(({ key, reads }) => [new Date(key).getDate(), reads])).toEqual([
    [21, 1],
    [22, 0],
    [23, 2],
  ]);
  expect(byDay([], 3)).toEqual([]);
});
