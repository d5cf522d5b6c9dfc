import { join } from "node:path";
import { Menu, type NativeImage, nativeImage, nativeTheme, Tray } from "electron";
import type { Texts } from "./texts.ts";
import { type TrayActions, type TrayMenuState, trayMenu } from "./tray-menu.ts";
import type { TrayState } from "./tray-state.ts";

export interface TrayDependencies {
  /** Folder of the icons, assets/tray. */
  iconsDir: string;
  texts: Texts;
  actions: TrayActions;
  menuState(): TrayMenuState;
}

export interface ShownTray {
  show(state: TrayState): void;
  /** After a change of what the menu's entries depend on. */
  renewMenu(): void;
  /** The mark that is laid over the taskbar button. */
  overlay(count: number): NativeImage;
  close(): void;
}

type Shown = Pick<TrayState, "icon" | "count">;

/**
 * Puts the icon into the tray. The object must be kept: an icon that is garbage collected vanishes. When Explorer restarts,
 * it tells all windows that there is a new taskbar ("TaskbarCreated"), and Electron's own window adds the icon anew.
 */
export function createTray({ iconsDir, texts, actions, menuState }: TrayDependencies): ShownTray {
  let shown: Shown = { icon: "idle", count: 0 };
  const tray = new Tray(image(shown));
  tray.setToolTip(texts("tray.starting"));
  renewMenu();
  tray.on("click", actions.open);
  const recolour = () => tray.setImage(image(shown));
  nativeTheme.on("updated", recolour);

  return {
    show({ icon, count, tooltip }) {
      // Setting the same image again makes some taskbars flicker.
      if (icon !== shown.icon || count !== shown.count) {
        shown = { icon, count };
        tray.setImage(image(shown));
      }
      tray.setToolTip(tooltip);
    },
    renewMenu,
    overlay: (count) => picture(`overlay-${nameOfCount(count)}`),
    close() {
      nativeTheme.off("updated", recolour);
      tray.destroy();
    },
  };

  function image({ icon, count }: Shown): NativeImage {
    const name = icon === "attention" && count > 0 ? `attention-${nameOfCount(count)}` : icon;
    return picture(`${name}-${onDark() ? "dark" : "light"}`);
  }

  /** Windows picks the size for the screen's scale out of an .ico; elsewhere the double size lies beside the .png. */
  function picture(name: string): NativeImage {
    const ending = process.platform === "win32" ? "ico" : "png";
    return nativeImage.createFromPath(join(iconsDir, `${name}.${ending}`));
  }

  function renewMenu(): void {
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(menuState(), actions, texts)));
  }
}

/** There is an icon for each number up to nine, and one for more. */
const nameOfCount = (count: number) => (count > 9 ? "many" : String(Math.max(1, count)));

/** The taskbar has a colour of its own on Windows; where Electron cannot tell it, that of the applications. */
function onDark(): boolean {
  return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors;
}
