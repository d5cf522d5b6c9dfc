import type { Log } from "../../log.ts";
import type { DataFolder } from "../data-folder.ts";
import type { DesktopOptions } from "../options.ts";

/** What a start of the application knows once its data folder is found. */
export interface RoleContext extends DataFolder {
  options: DesktopOptions;
  /** Shows the window, where there is one by then. */
  open(): void;
  /** Ends this process in order and starts it anew. */
  startAnew(): void;
}

/** What runs then. */
export interface Running {
  log: Log;
  /** Somebody started the program a second time, or clicked its icon in the dock. */
  open(): void;
  /** True the first time: the caller then waits for `stop` and leaves. */
  beginQuit(): boolean;
  /** Resolves when nothing runs any more and all is on disk. */
  stop(): Promise<void>;
}
