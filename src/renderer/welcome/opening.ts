import type { CoreStatus } from "../../shared/status.ts";

/** In the browser's or the desktop's own storage: whoever skipped the welcome is not led to it again. */
const skippedKey = "plate-courier.welcome-skipped";

/** What is needed to decide. */
export interface Opening {
  /** The page that was asked for. */
  path: string;
  skipped: boolean;
  status: Pick<CoreStatus, "lastReceivedAt" | "destinations" | "inboxes">;
}

/** On the first start, before anything came and anything was set up, the console begins with the welcome instead of an empty feed. */
export function beginsWithWelcome({ path, skipped, status }: Opening): boolean {
  const { lastReceivedAt, destinations, inboxes } = status;
  return path === "/" && !skipped && lastReceivedAt === null && destinations.length === 0 && inboxes.length === 0;
}

/** `storage` is asked for here, because in some browsers even that throws. */
export function wasSkipped(storage: () => Storage): boolean {
  try {
    return storage().getItem(skippedKey) !== null;
  } catch {
    // Storage that is switched off must not keep anybody out of the feed.
    return true;
  }
}

export function rememberSkipped(storage: () => Storage): void {
  try {
    storage().setItem(skippedKey, "1");
  } catch {
    // It is asked again next time.
  }
}
