/**
 * The computer that the operator sits at, as the desktop application knows it. It is no part of ConsoleBackend: where the window
 * shows a receiver that runs in another process, these questions are still about this one. The headless console has none.
 */
export interface WorkstationBackend {
  view(): Promise<WorkstationView>;
  /** At the login of this user. */
  setStartAtLogin(on: boolean): Promise<WorkstationView>;
  /**
   * At the start of the computer, before anybody logs in. Windows asks an administrator; whoever says no there changes
   * nothing. Where it worked, the application starts anew by itself.
   */
  setStartAtBoot(on: boolean): Promise<WorkstationView>;
}

export interface WorkstationView {
  /** null: this system offers no way to. */
  startAtLogin: boolean | null;
  startAtBoot: boolean | null;
  /** The receiver is another process; this one shows it. */
  attached: boolean;
  /** Whether the system shows notifications. */
  notifications: boolean;
}
