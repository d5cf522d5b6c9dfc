/** How a newer Plate Courier comes onto this machine, as the console shows it. Times are milliseconds since the epoch. */

/** off: nothing is asked. notify: the operator decides. automatic: installed by itself in a calm moment. */
export const updateModes = ["off", "notify", "automatic"] as const;
export type UpdateMode = (typeof updateModes)[number];

/**
 * headless: whoever installed it brings it up to date. platform: only Windows has an installer. build: made without an address for
 * updates. background: it runs from the start of the computer with fewer rights than an installation needs; a window that is attached
 * to it takes updates for it.
 */
export const updatesUnsupported = ["headless", "platform", "build", "background"] as const;
export type UpdatesUnsupported = (typeof updatesUnsupported)[number];

/**
 * What went wrong; nothing was changed in any of these cases.
 *
 * unreachable   the server does not answer, or with an error       damaged   the manifest or the file is not what was signed
 * noManifest    it has nothing for this kind of machine            download  the file did not come whole
 * unsigned      it offers something without a signature            install   the installer could not be started
 * declined      Windows asked for an administrator, and nobody agreed
 * badSignature  signed by nobody whom this program trusts          older     older than what runs
 * otherMachine  signed for another kind of machine                 replayed  signed before what was offered already
 */
export const updateProblems = [
  "unreachable",
  "noManifest",
  "unsigned",
  "badSignature",
  "otherMachine",
  "older",
  "replayed",
  "damaged",
  "download",
  "install",
  "declined",
] as const;
export type UpdateProblem = (typeof updateProblems)[number];

/** waiting: it is downloaded and waits for a moment in which no webhook is being taken. */
export type UpdateStep = "idle" | "checking" | "downloading" | "waiting" | "installing";

export interface UpdateOffer {
  version: string;
  signedAt: number;
  bytes: number;
  /** Plain text; never shown as anything else. */
  notes: string | null;
}

export interface UpdatesView {
  mode: UpdateMode;
  /** null: it can update itself. */
  unsupported: UpdatesUnsupported | null;
  /** Windows asks for an administrator each time, so nothing is installed by itself: a window of a receiver in the background. */
  asks: boolean;
  version: string;
  step: UpdateStep;
  /** 0 to 100 while it downloads. */
  percent: number | null;
  /** When the server last answered with something that could be trusted; null: not since the start. */
  checkedAt: number | null;
  /** A newer version, verified and meant for this machine. */
  offer: UpdateOffer | null;
  /** The server has a newer version that is rolled out in stages, and it is not this machine's turn. */
  staged: boolean;
  /** detail: what the operator needs beside the kind, such as the version or the server's answer; never a secret. */
  problem: { kind: UpdateProblem; detail: string; at: number } | null;
}
