import type { PauseLength } from "../../shared/pause-length.ts";
import type { Texts } from "./texts.ts";

/** What the tray's menu does. */
export interface TrayActions {
  open(): void;
  openWall(): void;
  copyUrl(): void;
  sendTestPlate(): void;
  pauseFor(length: PauseLength): void;
  resume(): void;
  setStartAtLogin(on: boolean): void;
  diagnostics(): void;
  quit(): void;
}

/** What decides about its entries. */
export interface TrayMenuState {
  paused: boolean;
  /** null: this system cannot start programs at login. */
  startAtLogin: boolean | null;
  /** The receiver is another process: leaving does not stop it. */
  attached: boolean;
}

/** The part of Electron's menu template that is used. */
export interface TrayEntry {
  label?: string;
  type?: "separator" | "checkbox";
  checked?: boolean;
  submenu?: TrayEntry[];
  click?(): void;
}

export function trayMenu(state: TrayMenuState, actions: TrayActions, texts: Texts): TrayEntry[] {
  const pause = (key: string, length: PauseLength) => ({ label: texts(key), click: () => actions.pauseFor(length) });
  const { startAtLogin } = state;
  return [
    { label: texts("menu.open"), click: actions.open },
    { label: texts("menu.wall"), click: actions.openWall },
    { type: "separator" },
    { label: texts("menu.copyUrl"), click: actions.copyUrl },
    { label: texts("menu.testPlate"), click: actions.sendTestPlate },
    { type: "separator" },
    state.paused
      ? { label: texts("menu.resume"), click: actions.resume }
      : {
          label: texts("menu.pause"),
          submenu: [
            pause("menu.pauseHour", "hour"),
            pause("menu.pauseTomorrow", "tomorrow"),
            pause("menu.pauseResumed", "resumed"),
          ],
        },
    { type: "separator" },
    ...(startAtLogin === null
      ? []
      : [
          {
            label: texts("menu.startAtLogin"),
            type: "checkbox" as const,
            checked: startAtLogin,
            click: () => actions.setStartAtLogin(!startAtLogin),
          },
        ]),
    { label: texts("menu.diagnostics"), click: actions.diagnostics },
    { type: "separator" },
    { label: texts(state.attached ? "menu.leave" : "menu.quit"), click: actions.quit },
  ];
}
