import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { App } from "electron";
import { writeFileAtomically } from "../../settings/private-file.ts";

/** Whether the system starts the application when this user logs in. */
export interface StartAtLogin {
  /** null: this system, or a program that is not installed, offers no way to. */
  get(): boolean | null;
  set(on: boolean): void;
}

/** Started so, it shows its icon and no window. */
const args = ["--hidden"];

export interface StartAtLoginDependencies {
  app: Pick<App, "getLoginItemSettings" | "setLoginItemSettings" | "isPackaged">;
  platform: NodeJS.Platform;
  /** The program's own file. */
  program: string;
  /** Where a Linux desktop looks for what it starts, such as ~/.config/autostart. */
  autostartFolder: string;
}

export function createStartAtLogin({ app, platform, program, autostartFolder }: StartAtLoginDependencies): StartAtLogin {
  // In development the program would be Electron itself, with nothing to show.
  if (!app.isPackaged) return { get: () => null, set() {} };
  if (platform === "linux") return desktopEntry(join(autostartFolder, "plate-courier.desktop"), program);
  const asked = { path: program, args };
  return {
    get() {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(asked);
      // Windows lets a user switch it off in the Task Manager, which leaves openAtLogin as it was.
      return platform === "win32" ? (executableWillLaunchAtLogin ?? openAtLogin) : openAtLogin;
    },
    set: (on) => app.setLoginItemSettings({ ...asked, openAtLogin: on, ...(platform === "win32" ? { enabled: on } : {}) }),
  };
}

function desktopEntry(file: string, program: string): StartAtLogin {
  return {
    get() {
      try {
        return !/^Hidden=true$/m.test(readFileSync(file, "utf8"));
      } catch {
        return false;
      }
    },
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      writeFileAtomically(file, entryText(program), 0o644);
    },
  };
}

/** The desktop entry specification's own quoting: a backslash before what a shell would understand, and % doubled. */
function entryText(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, "\\$&").replaceAll("%", "%%")}"`;
  return `[Desktop Entry]\nType=Application\nName=Plate Courier\nExec=${[quoted, ...args].join(" ")}\nTerminal=false\n`;
}
