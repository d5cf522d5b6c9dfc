import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseList, parseNumber, showNumber } from "../../src/renderer/form/numbers.ts";

describe("a typed number", () => {
  it.each([
    ["1,5", 1.5],
    ["1.5", 1.5],
    [" 0,75 ", 0.75],
    ["1.234,5", 1234.5],
    ["1,234.5", 1234.5],
    ["1,234,567", 1234567],
    ["10 000", 10000],
    ["-3", -3],
    [".5", 0.5],
  ])("reads %s as a fraction may be meant", (typed, value) => {
    expect(parseNumber(typed, { integer: false })).toBe(value);
  });

  it.each([
    ["10,000", 10000],
    ["10.000", 10000],
    ["1 000 000", 1000000],
    ["15", 15],
    ["1,5", 1.5],
  ])("reads %s where whole numbers are wanted", (typed, value) => {
    expect(parseNumber(typed, { integer: true })).toBe(value);
  });

  it.each(["", "abc", "1.2.3", "1,2,3", "--1", "1e3", "12 s", ".", "1,23.4,5", "1.2,3.4"])("does not guess at %j", (typed) => {
    expect(parseNumber(typed, { integer: false })).toBeNull();
  });

  it("reads back what it shows, for any number an operator may set", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.boolean(), (value, integer) => {
        expect(parseNumber(showNumber(value), { integer })).toBe(value);
        const thousandths = value / 1000;
        expect(parseNumber(showNumber(thousandths), { integer: false })).toBe(thousandths);
      }),
    );
  });
});

describe("a typed list", () => {
  it("splits at commas, semicolons and lines, and drops what is empty or repeated", () => {
    expect(parseList(" us-ca, us-nv;;us-ca\n de ,")).toEqual(["us-ca", "us-nv", "de"]);
  });
});
