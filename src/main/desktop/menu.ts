import { Menu } from "electron";
import type { Texts } from "./texts.ts";

/**
 * The window's menu. It stays hidden (Alt shows it on Windows), but without it the keyboard would lose copy, paste, zoom and quit.
 */
export function setApplicationMenu({ texts, devTools, quit }: { texts: Texts; devTools: boolean; quit: () => void }): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: texts("menu.edit"),
        submenu: [
          { role: "undo" },
          { role: "redo" },
          { type: "separator" },
          { role: "cut" },
          { role: "copy" },
          { role: "paste" },
          { role: "selectAll" },
          { type: "separator" },
          { label: texts("menu.quit"), accelerator: "CmdOrCtrl+Q", click: quit },
        ],
      },
      {
        label: texts("menu.view"),
        submenu: [
          { role: "resetZoom" },
          { role: "zoomIn" },
          { role: "zoomOut" },
          { role: "togglefullscreen" },
          ...(devTools ? [{ role: "reload" as const }, { role: "toggleDevTools" as const }] : []),
        ],
      },
    ]),
  );
}
