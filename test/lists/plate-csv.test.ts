import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlateCsv, writePlateCsv } from "../../src/main/lists/plate-csv.ts";
import { plateKey } from "../../src/shared/plate-list.ts";

const rows = (csv: string) => readPlateCsv(csv).entries.map(({ plate, name, note }) => [plate, name, note]);
const bad = (csv: string) => readPlateCsv(csv).bad.map(({ line, reason }) => `${line}: ${reason}`);

describe("plates from a CSV file", () => {
  it("come one per line where there is nothing else", () => {
    expect(rows("AB 123\r\n\r\n cd-4 \nEF5")).toEqual([
      ["AB 123", "", ""],
      ["cd-4", "", ""],
      ["EF5", "", ""],
    ]);
    expect(rows("")).toEqual([]);
  });

  it("come from columns in any order, called in any case, with others ignored", () => {
    const csv = "Id,NOTE,License Plate,Owner\n7,blue van,AB1,Ann\n8,,CD2\n";
    expect(rows(csv)).toEqual([
      ["AB1", "Ann", "blue van"],
      ["CD2", "", ""],
    ]);
    expect(rows("note;plate\nx;AB1")).toEqual([["AB1", "", "x"]]);
  });

  it("come as plate, name, note where there is no heading, and further cells are not read", () => {
    expect(rows("AB1,Ann,van,more\nCD2,Bob")).toEqual([
      ["AB1", "Ann", "van"],
      ["CD2", "Bob", ""],
    ]);
  });

  it.each([
    ["plate;name\nAB1;Öz, Ann", "a semicolon"],
    ["plate\tname\nAB1\tÖz, Ann", "a tab"],
    ['"plate","name"\n"AB1","Öz, Ann"', "a comma"],
    ["sep=;\r\nplate;name\r\nAB1;Öz, Ann", "what Excel's first line says"],
    ["\ufeffplate;name\nAB1;Öz, Ann", "a semicolon, behind a byte order mark"],
    ['\n\n"name, of all";plate\n"Öz, Ann";AB1', "a semicolon, whatever stands in quotes"],
  ])("may be parted as in %j: by %s", (csv) => {
    expect(rows(csv).map(([plate]) => plate)).toEqual(["AB1"]);
  });

  it("may have quotes, delimiters and line ends inside quotes", () => {
    const csv = 'plate,name,note\nAB1,"Ann ""the boss"", B.","line one\r\nline two"  \n"CD2", "x" y,5" pipe\nEF3';
    expect(rows(csv)).toEqual([
      ["AB1", 'Ann "the boss", B.', "line one\r\nline two"],
      ["CD2", '"x" y', '5" pipe'],
      ["EF3", "", ""],
    ]);
  });

  it("are listed with line and reason where they are bad, and the good ones are taken", () => {
    const csv = 'plate,name\nAB1,Ann\n,Bob\n"-",x\nab-1,again\nCD2,a,b\nEF*\n"GH\n3"\nIJ4,ok\n"open,x\nKL5';
    expect(rows(csv).map(([plate]) => plate)).toEqual(["AB1", "IJ4", "KL5"]);
    expect(bad(csv)).toEqual([
      "3: There is no plate.",
      "4: There is no letter and no digit in the plate.",
      "5: The same plate stands in line 2 already, which was taken.",
      "6: It has more cells than the heading: put a text with commas into double quotes.",
      "7: A list holds whole plates: * and ? stand for no other letters.",
      "8: There is a control character in the plate.",
      "11: A quote is opened and not closed.",
    ]);
  });

  it("are counted by the file's own lines behind Excel's first one, and shown cut", () => {
    const { bad: found } = readPlateCsv(`sep=,\nplate\nAB1\n${"x".repeat(100)}`);
    expect(found).toEqual([{ line: 4, text: `${"x".repeat(80)}…`, reason: "The plate has more than 40 characters." }]);
  });

  it("are not taken at all from a heading that has no plate: whatever stood first would be taken for one", () => {
    const csv = "name,note\nAnn,van\nBob,car";
    expect(rows(csv)).toEqual([]);
    expect(bad(csv)).toEqual(["1: This heading has no column called plate."]);
  });

  it("tell no more than 200 bad rows one by one, and count them all", () => {
    const found = readPlateCsv(`plate\n${"*\n".repeat(500)}`);
    expect(found.bad).toHaveLength(200);
    expect(found.badCount).toBe(500);
  });

  it("need no endless time for quotes that are never closed", () => {
    const found = readPlateCsv(`plate\n${'"a,\n'.repeat(50_000)}`);
    expect(found.badCount).toBe(50_000);
  }, 20_000);
});

describe("plates as a CSV file", () => {
  it("have a heading and the mark by which spreadsheets know UTF-8, and run no formula", () => {
    const csv = writePlateCsv([
      { plate: "AB1", name: "=cmd|'/c calc'!A1", note: "+1 @x" },
      { plate: "-9", name: 'Ann "A"', note: "a,b\nc" },
    ]);
    expect(csv).toBe('\ufeffplate,name,note\nAB1,\'=cmd|\'/c calc\'!A1,\'+1 @x\n\'-9,"Ann ""A""","a,b\nc"\n');
  });

  it("come in again as they went out", () => {
    const text = fc.oneof(
      fc.stringMatching(/^[ -~äöÜ京]{0,20}$/),
      fc.constantFrom('"', '","', "=1", "-x", "a\nb", "a\r\nb", ";", "\t", "'", "''", "sep=;"),
    );
    const plate = fc.stringMatching(/^[A-Z0-9ÄÖ=+@. -]{1,12}$/).filter((word) => /[A-Z0-9]/.test(word));
    const entry = fc.record({ plate, name: text, note: text });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (made) => {
        const trimmed = made.map((one) => ({ plate: one.plate.trim(), name: one.name.trim(), note: one.note.trim() }));
        const unique = [...new Map(trimmed.map((one) => [plateKey(one.plate), one])).values()];
        // An apostrophe that a person wrote before such a sign is taken for ours.
        const expected = unique.filter((one) => ![one.name, one.note].some((word) => /^'[=+\-@]/.test(word)));
        const { entries, bad: refused } = readPlateCsv(writePlateCsv(expected));
        expect(refused).toEqual([]);
        expect(entries).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("reads whatever it is given without failing, and accounts for every plate", () => {
    const piece = fc.constantFrom("AB1", "plate", "name", ",", ";", "\n", "\r\n", '"', '""', " ", "=", "\t", "\ufeff", "x", "7");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { entries, bad: refused, badCount } = readPlateCsv(pieces.join(""));
        expect(refused).toHaveLength(badCount);
        for (const { plate } of entries) expect(plateKey(plate)).not.toBe("");
        expect(new Set(entries.map(({ plate }) => plateKey(plate))).size).toBe(entries.length);
      }),
      { numRuns: 1000 },
    );
  });
});
