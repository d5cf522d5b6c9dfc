import { describe, expect, it } from "vitest";
import { places } from "../../../src/renderer/app/places.ts";
import { isCharacter, type Pressed, pressName } from "../../../src/renderer/app/shortcuts/keys.ts";
import { createShortcuts } from "../../../src/renderer/app/shortcuts/registry.ts";

function press(key: string, change: Partial<Pressed> & { altGraph?: boolean } = {}): Pressed {
  const { altGraph = false, ...rest } = change;
  return {
    key,
    code: "",
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    getModifierState: (name) => name === "AltGraph" && altGraph,
    ...rest,
  };
}

function setUp() {
  let now = 0;
  let characters = true;
  const did: string[] = [];
  const shortcuts = createShortcuts({ now: () => now, characters: () => characters });
  return {
    shortcuts,
    did,
    act: (name: string) => () => void did.push(name),
    wait: (ms: number) => (now += ms),
    want: (wanted: boolean) => (characters = wanted),
    type: (...keys: string[]) => keys.map((key) => shortcuts.press(press(key), null)),
  };
}

describe("the name of a key press", () => {
  it("is the character that the layout types, whatever is held for it", () => {
    expect(pressName(press("?", { shiftKey: true, code: "Slash" }))).toBe("?");
    expect(pressName(press("/", { shiftKey: true, code: "Digit7" }))).toBe("/");
    expect(pressName(press("G", { shiftKey: true, code: "KeyG" }))).toBe("g");
    expect(pressName(press("/", { ctrlKey: true, altKey: true, altGraph: true }))).toBe("/");
  });

  it("goes by the place on the keyboard for letters of another script, and for digits with Ctrl", () => {
    expect(pressName(press("п", { code: "KeyG" }))).toBe("g");
    expect(pressName(press("&", { code: "Digit1", ctrlKey: true }))).toBe("Ctrl+1");
  });

  it("names keys that type nothing, with what is held", () => {
    expect(pressName(press(" "))).toBe("Space");
    expect(pressName(press("ArrowDown"))).toBe("ArrowDown");
    expect(pressName(press("Enter", { shiftKey: true }))).toBe("Shift+Enter");
  });

  it("tells plain characters from keys that speech input does not type", () => {
    expect(["?", "g l", "/"].map(isCharacter)).toEqual([true, true, true]);
    expect(["Ctrl+1", "Escape", "F1"].map(isCharacter)).toEqual([false, false, false]);
  });
});

describe("the shortcuts", () => {
  it("act for the part that was added last, and for the one before once that is gone", () => {
    const { shortcuts, did, act, type } = setUp();
    shortcuts.add(() => [{ keys: "/", text: "history", act: act("history") }]);
    const remove = shortcuts.add(() => [{ keys: "/", text: "this page", act: act("this page") }]);
    type("/");
    remove();
    type("/");
    expect(did).toEqual(["this page", "history"]);
  });

  it("take two keys one after the other, but not when the second comes late or is another", () => {
    const { shortcuts, did, act, wait, type } = setUp();
    shortcuts.add(() => [{ keys: "g l", text: "live", act: act("live") }]);
    expect(type("g", "l")).toEqual([true, true]);
    type("g");
    wait(5_000);
    expect(type("l")).toEqual([false]);
    expect(type("g", "x", "l")).toEqual([true, false, false]);
    expect(did).toEqual(["live"]);
  });

  it("keep the first of two keys while Shift is pressed for the second", () => {
    const { shortcuts, did, act, type } = setUp();
    shortcuts.add(() => [{ keys: "g ?", text: "?", act: act("?") }]);
    type("g", "Shift", "?");
    expect(did).toEqual(["?"]);
  });

  it("leave plain characters alone once these are switched off, and do not list them", () => {
    const { shortcuts, did, act, want, type } = setUp();
    shortcuts.add(() => [{ keys: ["?", "F1"], text: "list", act: act("list") }]);
    want(false);
    expect(type("?", "F1")).toEqual([false, true]);
    expect(did).toEqual(["list"]);
    expect(shortcuts.list().map(({ keys }) => keys)).toEqual([["F1"]]);
  });

  it("are listed without what a later one took over, and with what a part handles by itself", () => {
    const { shortcuts, act } = setUp();
    shortcuts.add(() => [{ keys: ["/", "Ctrl+F"], text: "history", act: act("history") }]);
    shortcuts.add(() => [
      { keys: "/", text: "here", act: act("here") },
      { keys: "Home", text: "newest" },
    ]);
    const listed = shortcuts.list().map(({ keys, text }) => `${[keys].flat().join(" ")}: ${text}`);
    expect(listed.toSorted()).toEqual(["/: here", "Ctrl+F: history", "Home: newest"]);
  });

  it("leave every other press to the browser", () => {
    const { shortcuts, act, type } = setUp();
    shortcuts.add(() => [{ keys: "g l", text: "live", act: act("live") }]);
    expect(type("x", "Tab", "Control")).toEqual([false, false, false]);
    expect(shortcuts.press(press("l", { ctrlKey: true }), null)).toBe(false);
  });
});

describe("the places of the rail", () => {
  it("each have a letter of their own, so that no key leads to two pages", () => {
    expect(new Set(places.map(({ letter }) => letter)).size).toBe(places.length);
  });
});
