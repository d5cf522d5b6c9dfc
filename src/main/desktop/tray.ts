import { join } from "node:path";
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, nativeTheme, Tray } from "electron";
import type { Texts } from "./texts.ts";
import type { TrayIcon, TrayState } from "./tray-state.ts";

/** What the tray's menu does. */
export interface TrayActions {
  open(): void;
  copyUrl(): void;
  sendTestPlate(): void;
  /** In milliseconds; null: until resumed. */
  pauseFor(ms: number | null): void;
  resume(): void;
  quit(): void;
}

export interface TrayDependencies {
  /** Folder of the icons, assets/tray. */
  iconsDir: string;
  texts: Texts;
  actions: TrayActions;
  /** Whether "resume" has anything to do. */
  isPaused: () => boolean;
}

export interface ShownTray {
  show(state: TrayState): void;
  /** After a change of what is paused. */
  renewMenu(): void;
  /** The icon of `state` as it stands in the tray. */
  image(state: TrayIcon): NativeImage;
  close(): void;
}

/** Puts the icon into the tray. The object must be kept: an icon that is garbage collected vanishes. */
export function createTray({ iconsDir, texts, actions, isPaused }: TrayDependencies): ShownTray {
  let icon: TrayIcon = "idle";
  const tray = new Tray(image(icon));
  tray.setToolTip(texts("tray.starting"));
  renewMenu();
  tray.on("click", actions.open);
  const recolour = () => tray.setImage(image(icon));
  nativeTheme.on("updated", recolour);

  return {
    show(state) {
      icon = state.icon;
      tray.setImage(image(icon));
      tray.setToolTip(state.tooltip);
    },
    renewMenu,
    image,
    close() {
      nativeTheme.off("updated", recolour);
      tray.destroy();
    },
  };

  /** Windows picks the size for the screen's scale out of an .ico; elsewhere the double size lies beside the .png. */
  function image(state: TrayIcon): NativeImage {
    const ending = process.platform === "win32" ? "ico" : "png";
    return nativeImage.createFromPath(join(iconsDir, `${state}-${onDark() ? "dark" : "light"}.${ending}`));
  }

  function renewMenu(): void {
    const entries: MenuItemConstructorOptions[] = [
      { label: texts("menu.open"), click: actions.open },
      { label: texts("menu.copyUrl"), click: actions.copyUrl },
      { label: texts("menu.testPlate"), click: actions.sendTestPlate },
      { type: "separator" },
      ...(isPaused()
        ? [{ label: texts("menu.resume"), click: actions.resume }]
        : [
            { label: texts("menu.pauseHour"), click: () => actions.pauseFor(3_600_000) },
            { label: texts("menu.pause"), click: () => actions.pauseFor(null) },
          ]),
      { type: "separator" },
      { label: texts("menu.quit"), click: actions.quit },
    ];
    tray.setContextMenu(Menu.buildFromTemplate(entries));
  }
}

/** The taskbar has a colour of its own on Windows; where Electron cannot tell it, that of the applications. */
function onDark(): boolean {
  return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors;
}
