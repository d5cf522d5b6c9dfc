/**
 * What a start becomes, by who holds the data folder already:
 *
 * own       nobody: this process receives, and shows window and tray.
 * serve     started with --background: this process receives for others, and shows nothing.
 * attach    a background receiver is there (or belongs there and comes back): window and tray only, on its console.
 * visit     a window of somebody else is there: its window is shown, and this process ends and says so.
 */
import type { Instance } from "./instance-file.ts";

export type Role = { role: "own" | "serve" | "attach" } | { role: "visit"; holder: Instance };

export interface RoleQuestions {
  background: boolean;
  instance: Instance | null;
  /** The folder was set up for a receiver that runs before anybody logs in. */
  machineWide: boolean;
  /** Whether the console that the instance names answers. */
  answers(instance: Instance): Promise<boolean>;
  /** Rings the doorbell; resolves with whether somebody was there. */
  ring(doorbell: string): Promise<boolean>;
}

export async function startRole(asked: RoleQuestions): Promise<Role> {
  const { background, instance, machineWide } = asked;
  if (background) return { role: "serve" };
  if (instance?.console && (await asked.answers(instance))) return { role: "attach" };
  if (instance?.doorbell && (await asked.ring(instance.doorbell))) return { role: "visit", holder: instance };
  // A second receiver must not take the place of the one that Windows starts: it would run with this user's rights and end
  // when they log out.
  return { role: machineWide ? "attach" : "own" };
}

/** Who holds the folder, for the dialog of the one that has to leave. Times are local. */
export function heldBy(dataDir: string, { pid, user, startedAt }: Instance): string {
  const since = new Date(startedAt).toLocaleString("sv-SE").slice(0, 16);
  return (
    `The data folder ${dataDir} is in use by another Plate Courier: that of ${user} (process ${pid}, since ${since}). ` +
    "Its window was opened. Two programs must not write the same folder; start this one with another data folder if you want both."
  );
}
