/**
 * What the tray shows, as a pure function of where the product stands. In this order:
 *
 * stopped    the core does not run or does not answer, or the receiver was stopped: nothing is received.
 * attention  a person must look: the first sentence of the list stands in the tooltip, how many there are in the icon's badge.
 * receiving  a webhook came within the last minute.
 * idle       everything is well, and no webhook came for a minute.
 *
 * The tooltip says in up to three lines: where it listens and how many plates came today, then what is the matter.
 */
import type { CoreStatus } from "../../shared/status.ts";
import { attentionSentence } from "../../shared/status-sentences.ts";
import { statusTell, type Texts } from "./texts.ts";

export type TrayIcon = "receiving" | "idle" | "attention" | "stopped";

export interface TrayState {
  icon: TrayIcon;
  /** How many things need attention, for the badge; 0 where there is none, or none is listed. */
  count: number;
  /** At most 127 characters: Windows cuts longer ones. */
  tooltip: string;
  /** Laid over the taskbar button where a person must look. */
  badge: "error" | "warning" | null;
}

/** Why there is no status: the core was stopped, or it is in another process that does not answer. */
export type Absent = "stopped" | "lost";

/** A webhook counts as "now" for this long, in milliseconds: the tray must not change at every car. */
export const receivingFor = 60_000;
const longestTooltip = 127;

/** `status` is null while no core answers. `now` in milliseconds since the epoch. */
export function trayState(status: CoreStatus | null, now: number, texts: Texts, absent: Absent = "stopped"): TrayState {
  if (!status) return state("stopped", texts(`tray.${absent}`));
  if (status.receiver.state === "stopped") return state("stopped", texts("tray.stopped"));
  const head = texts("tray.head", { listener: listenerOf(status, texts), reads: status.today.reads });
  const [first, ...others] = status.attention;
  if (first) {
    const more = others.length === 0 ? "" : texts("tray.more", { more: others.length });
    const badge = status.attention.some(({ level }) => level === "error") ? "error" : "warning";
    const room = longestTooltip - head.length - more.length - 1;
    return state(
      "attention",
      `${head}\n${cut(attentionSentence(first, status, statusTell(texts)), room)}${more}`,
      badge,
      status.attention.length,
    );
  }
  // The core lists these as attention itself; the tray must not stay calm should it ever forget one.
  const trouble = status.receiver.problem ?? status.store.reason;
  if (status.receiver.state === "failed" || !status.store.ok || !status.ledgerBalanced) {
    return state(
      "attention",
      `${head}\n${trouble === null ? texts("tray.ledger") : texts("status:recorded", { text: trouble })}`,
      "error",
    );
  }
  if (status.receiver.state === "starting") return state("idle", texts("tray.starting"));
  const paused = status.deliveriesPaused === null ? "" : `\n${texts("tray.paused")}`;
  // A clock that was set back must not make the last webhook look like one to come, for hours.
  const age = status.lastReceivedAt === null ? Number.POSITIVE_INFINITY : Math.abs(now - status.lastReceivedAt);
  if (age < receivingFor) return state("receiving", `${head}\n${texts("tray.receiving")}${paused}`);
  return state("idle", `${head}\n${texts("tray.idle")}${paused}`);
}

function listenerOf({ receiver }: CoreStatus, texts: Texts): string {
  if (receiver.state === "failed") return texts("tray.deaf");
  return receiver.urls[0] ?? `:${receiver.port}`;
}

function state(icon: TrayIcon, tooltip: string, badge: TrayState["badge"] = null, count = 0): TrayState {
  return { icon, count, tooltip: cut(tooltip, longestTooltip), badge };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).trimEnd()}…`;
}
