import { describe, expect, it } from "vitest";
import { listChanges } from "../../src/shared/list-changes.ts";
import { looksLike } from "../../src/shared/look-alikes.ts";
import { entryProblem, findList, newListId, ParkPowSync, PlateList } from "../../src/shared/plate-list.ts";

describe("look-alike plates", () => {
  it.each([
    ["AB0 1", "abo-I"],
    ["8S2G", "B5Z6"],
    ["OOO", "0QD"],
    ["KA1", "КА1"],
    ["UU1", "VUL"],
  ])("%s and %s differ only in characters that look alike", (a, b) => {
    expect(looksLike(a, b)).toBe(true);
    expect(looksLike(b, a)).toBe(true);
  });

  it.each([
    ["AB1", "ab-1"],
    ["AB1", "AB11"],
    ["AB1", "AC1"],
    ["8", "0"],
    ["S", "6"],
  ])("%s and %s are the same plate, or differ in more", (a, b) => {
    expect(looksLike(a, b)).toBe(false);
  });
});

describe("an entry that a person wrote", () => {
  const problem = (plate: string, name = "", note = "") => entryProblem({ plate, name, note });

  it.each(["AB 123", "W·12", "京A 12345", "ق م 123", "ab-1/2"])("is taken with the plate %s", (plate) => {
    expect(problem(plate)).toBeNull();
  });

  it.each([
    [" ", "There is no plate."],
    ["AB*", "A list holds whole plates: * and ? stand for no other letters."],
    ["A\u0007B", "There is a control character in the plate."],
    ["--.", "There is no letter and no digit in the plate."],
    ["M\ufffdB 1", "A letter is unreadable: save the file as UTF-8."],
    ["A".repeat(41), "The plate has more than 40 characters."],
  ])("is refused with the plate %j: %s", (plate, reason) => {
    expect(problem(plate)).toBe(reason);
  });

  it("is refused with a name or a note that is too long", () => {
    expect(problem("A1", "n".repeat(201))).toBe("The name has more than 200 characters.");
    expect(problem("A1", "", "n".repeat(2001))).toBe("The note has more than 2000 characters.");
    expect(problem("A1", "n".repeat(200), "n".repeat(2000))).toBeNull();
  });
});

describe("a plate list", () => {
  it("gets an id of its name that no other list has as its id or name", () => {
    expect(newListId("Übergäste & Co.", [])).toBe("ubergaste-co");
    expect(newListId("住民", [])).toBe("list");
    expect(newListId("Staff", [{ id: "staff", name: "X" }])).toBe("staff-2");
    expect(newListId("Staff!", [{ id: "a", name: "STAFF" }])).toBe("staff-2");
    for (const name of ["x".repeat(60), "-a-", "Ω"])
      expect(PlateList.safeParse({ id: newListId(name, []), name }).success).toBe(true);
  });

  it("is found by its id, or by its name in any case, the id first", () => {
    const lists = [
      { id: "a", name: "Staff" },
      { id: "staff-2", name: "A" },
    ];
    expect(findList(lists, " STAFF ")?.id).toBe("a");
    expect(findList(lists, "A")?.id).toBe("a");
    expect(findList(lists, "b")).toBeUndefined();
  });

  it("takes a base URL of ParkPow with or without the slash at its end, and nothing else", () => {
    const url = (text: string) => ParkPowSync.safeParse({ kind: "parkpow", url: text, tag: "t", token: "c" });
    expect(url(" https://park.example/api/v1 ").data?.url).toBe("https://park.example/api/v1/");
    expect(url("http://10.0.0.9:8000/api/v1//").data?.url).toBe("http://10.0.0.9:8000/api/v1/");
    for (const wrong of ["park.example", "ftp://a/", "https://u:p@a/", "https://a/?x=1", "https://a/#b", ""])
      expect(url(wrong).success, wrong).toBe(false);
  });
});

describe("what must happen to a list", () => {
  const entry = (plate: string, name = "") => ({ plate, name, note: "" });
  const existing = [entry("A1"), entry("B-2"), entry("C3")].map((known) => ({ ...known, addedAt: 1 }));

  it("is told for adding to it and for replacing it", () => {
    const wanted = [entry("b2"), entry("C3"), entry("D4"), entry("d-4", "the last")];
    expect(listChanges(existing, wanted, false)).toEqual({
      added: [entry("d-4", "the last")],
      updated: [entry("b2")],
      removed: [],
    });
    expect(listChanges(existing, wanted, true).removed).toEqual(["A1"]);
    expect(listChanges(existing, existing, true)).toEqual({ added: [], updated: [], removed: [] });
  });
});
