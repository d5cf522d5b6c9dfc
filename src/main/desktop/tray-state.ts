/**
 * What the tray shows, as a pure function of where the product stands. In this order:
 *
 * stopped    the core does not run, or the receiver was stopped: nothing is received, and nothing is wrong.
 * attention  a person must look: the first sentence of the list is the tooltip.
 * receiving  a webhook came within the last minute.
 * idle       everything is well, and no webhook came for a minute.
 */
import type { CoreStatus } from "../../shared/status.ts";
import type { Texts } from "./texts.ts";

export type TrayIcon = "receiving" | "idle" | "attention" | "stopped";

export interface TrayState {
  icon: TrayIcon;
  /** At most 127 characters: Windows cuts longer ones. */
  tooltip: string;
  /** Laid over the taskbar button where a person must look. */
  badge: "error" | "warning" | null;
}

/** A webhook counts as "now" for this long, in milliseconds: the tray must not change at every car. */
export const receivingFor = 60_000;
const longestTooltip = 127;

/** `status` is null while the core does not run. `now` in milliseconds since the epoch. */
export function trayState(status: CoreStatus | null, now: number, texts: Texts): TrayState {
  if (!status || status.receiver.state === "stopped") return state("stopped", texts("tray.stopped"));
  const [first, ...others] = status.attention;
  if (first) {
    const tooltip =
      others.length === 0
        ? texts("tray.attention", { text: first.text })
        : texts("tray.attentionMore", { text: cut(first.text, 85), more: others.length });
    const badge = status.attention.some(({ level }) => level === "error") ? "error" : "warning";
    return state("attention", tooltip, badge);
  }
  // The core lists these as attention itself; the tray must not stay calm should it ever forget one.
  const trouble = status.receiver.problem ?? status.store.reason;
  if (status.receiver.state === "failed" || !status.store.ok || !status.ledgerBalanced) {
    return state("attention", texts("tray.attention", { text: trouble ?? "" }), "error");
  }
  if (status.receiver.state === "starting") return state("idle", texts("tray.starting"));
  const address = status.receiver.urls[0] ?? `:${status.receiver.port}`;
  // A clock that was set back must not make the last webhook look like one to come, for hours.
  const age = status.lastReceivedAt === null ? Number.POSITIVE_INFINITY : Math.abs(now - status.lastReceivedAt);
  if (age < receivingFor) return state("receiving", texts("tray.receiving", { address, reads: status.today.reads }));
  return state("idle", texts("tray.idle", { address }));
}

function state(icon: TrayIcon, tooltip: string, badge: TrayState["badge"] = null): TrayState {
  return { icon, tooltip: cut(tooltip, longestTooltip), badge };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
