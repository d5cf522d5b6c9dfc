import { describe, expect, it } from "vitest";
import { crashLimit, restartWait } from "../../src/main/desktop/crash-limit.ts";
import { desktopHelp } from "../../src/main/desktop/help-text.ts";
import { readOptions } from "../../src/main/desktop/options.ts";
import { createSpeaker, createTexts } from "../../src/main/desktop/texts.ts";
import { type TrayActions, type TrayEntry, trayMenu } from "../../src/main/desktop/tray-menu.ts";
import { wallPlace } from "../../src/main/desktop/wall-place.ts";

const now = Date.UTC(2026, 10, 23, 12);

describe("what crashed", () => {
  it("is started again after growing waits, and not any more after too many crashes", () => {
    const crashes: number[] = [];
    const waits = [];
    for (let times = 0; times <= crashLimit.times; times++) {
      waits.push(restartWait(crashes, now + times * 1_000));
      crashes.push(now + times * 1_000);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, null]);
  });

  it("counts its crashes anew after ten quiet minutes", () => {
    expect(restartWait([now, now, now, now], now + crashLimit.withinMs)).toBe(500);
  });

  it("counts crashes that seem to lie ahead, because the clock was set back", () => {
    expect(restartWait(Array(crashLimit.times).fill(now + 3_600_000), now)).toBeNull();
  });
});

describe("the tray's menu", () => {
  const calls: string[] = [];
  const actions = new Proxy({} as TrayActions, {
    get: (_target, name) => (value?: unknown) => calls.push([String(name), value].filter((part) => part !== undefined).join(" ")),
  });
  const menu = (changes: Partial<Parameters<typeof trayMenu>[0]> = {}) =>
    trayMenu({ paused: false, startAtLogin: true, attached: false, ...changes }, actions, createTexts("en"));
  const labels = (entries: TrayEntry[]): string[] =>
    entries.flatMap(({ label, submenu }) => [label ?? "-", ...labels(submenu ?? [])]);
  const choose = (entries: TrayEntry[], label: string): void => {
    for (const entry of entries) {
      if (entry.label === label) entry.click?.();
      choose(entry.submenu ?? [], label);
    }
  };

  it("offers everything that an operator wants without the window", () => {
    expect(labels(menu())).toEqual([
      ...["Open Plate Courier", "Live wall", "-", "Copy the webhook address", "Send a test plate", "-"],
      ...["Pause deliveries", "For an hour", "Until tomorrow, 07:00", "Until resumed", "-"],
      ...["Start when I log in", "Diagnostics", "-", "Quit (stops receiving)"],
    ]);
  });

  it("does what it says", () => {
    calls.length = 0;
    for (const label of ["For an hour", "Until tomorrow, 07:00", "Until resumed"]) choose(menu(), label);
    choose(menu({ paused: true }), "Resume deliveries");
    choose(menu(), "Start when I log in");
    expect(calls).toEqual(["pauseFor hour", "pauseFor tomorrow", "pauseFor resumed", "resume", "setStartAtLogin false"]);
  });

  it("leaves out what the system has not, and says that leaving does not stop a receiver elsewhere", () => {
    const words = labels(menu({ startAtLogin: null, attached: true, paused: true }));
    expect(words).not.toContain("Start when I log in");
    expect(words).not.toContain("Pause deliveries");
    expect(words.at(-1)).toBe("Quit (the receiver goes on)");
  });
});

describe("the live wall", () => {
  const display = (id: number, x: number) => ({
    ...{ id, bounds: { x, y: 0, width: 1920, height: 1080 }, workArea: { x, y: 0, width: 1920, height: 1040 } },
  });

  it("fills the display that the console's window is not on", () => {
    expect(wallPlace([display(1, 0), display(2, 1920)], 1)).toEqual({ area: display(2, 1920).bounds, fullscreen: true });
    expect(wallPlace([display(1, 0), display(2, 1920)], 2)).toEqual({ area: display(1, 0).bounds, fullscreen: true });
  });

  it("is a window where there is one display only", () => {
    expect(wallPlace([display(1, 0)], 1)).toEqual({ area: { x: 0, y: 0, width: 1600, height: 1000 }, fullscreen: false });
    expect(wallPlace([], 1).fullscreen).toBe(false);
  });
});

describe("the command line", () => {
  it("knows how to start without a window, without anything, and to tell of itself", () => {
    expect(readOptions(["--hidden"], {})).toMatchObject({ hidden: true, background: false, tell: null });
    expect(readOptions(["--background", "--no-sandbox"], {})).toMatchObject({ background: true, hidden: false });
    for (const word of ["--help", "-h", "/?"]) expect(readOptions([word], {}).tell).toBe("help");
    expect(readOptions(["--version"], {}).tell).toBe("version");
  });

  it("is told whole by --help, in lines that fit a console", () => {
    const help = desktopHelp("Plate Courier.exe");
    for (const option of [
      "--hidden",
      "--background",
      "--data-dir",
      "--host",
      "--port",
      "--settings",
      "--ready-file",
      "--help",
      "--version",
    ])
      expect(help).toContain(option);
    for (const line of help.split("\n")) expect(line.length, line).toBeLessThanOrEqual(119);
  });
});

it("texts follow the language while the program runs, and fall back to English", () => {
  const { texts, speak } = createSpeaker("en");
  speak("es");
  expect(texts("menu.open")).toBe("Abrir Plate Courier");
  speak("xx");
  expect(texts("menu.open")).toBe("Open Plate Courier");
});
