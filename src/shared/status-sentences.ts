/**
 * The sentences that tell where the product stands, put together in the reader's language: the core's English for log, health and
 * command line, the operator's own for console and tray. `reason` and `problem` are recorded text: English phrases, which are told in
 * the reader's language too (phrases/retell.ts).
 */
import type { Attention, AttentionAbout, CoreStatus, DestinationStatus, InboxStatus } from "./status.ts";

/** Looks up a text of locales/<language>/status.json by its dotted key and fills in its values; `count` chooses the plural. */
export type Tell = (key: string, values?: Record<string, string | number>) => string;

/** "Front desk refused the token. 38 deliveries are waiting, none is lost. …". `held`: all deliveries are paused. */
export function destinationSentence(status: Omit<DestinationStatus, "sentence">, held: boolean, tell: Tell): string {
  const { state, reason, waiting, failed, deliveredToday, pausedByOperator } = status;
  const text = (key: string) => tell(`destination.${key}`);
  const because = (key: string) => (reason === null ? text(key) : tell("recorded", { text: reason }));
  const wait = tell("waiting", { count: waiting });
  switch (state) {
    case "disabled":
      return `${text("disabled")} ${waiting > 0 ? wait : text("disabledNext")}`;
    case "paused":
      return pausedByOperator ? `${text("pausedByHand")} ${wait}` : `${because("paused")} ${wait} ${text("pausedNext")}`;
    case "retrying":
      return `${because("retrying")} ${wait} ${text(held ? "retryingHeld" : "retryingNext")}`;
    case "cameraPaused":
      return `${because("cameraPaused")} ${wait} ${text("cameraPausedNext")}`;
    case "waiting":
      return `${text(held ? "held" : "waiting")} ${wait}`;
    case "idle":
      return failed > 0 ? `${text("idleFailed")} ${tell("failed", { count: failed })}` : text("idle");
    case "ok": {
      const rest = failed > 0 ? tell("failed", { count: failed }) : tell("waiting", { count: 0 });
      return `${tell("destination.ok", { number: deliveredToday })} ${rest}`;
    }
  }
}

/** "Receiving. 12 webhooks since the start. 1 message stays on the queue: …" */
export function inboxSentence(status: Omit<InboxStatus, "sentence">, tell: Tell): string {
  const { state, since, reason, received, setAside } = status;
  const sentence = tell(`inbox.${state}`, { at: since, reason, count: received });
  if (setAside === null || state === "connecting" || state === "disabled") return sentence;
  return `${sentence} ${tell("inbox.setAside", setAside)}`;
}

/** One thing that needs attention, in full. Where only English words are known of it, these. */
export function attentionSentence({ about, text }: Attention, status: Omit<CoreStatus, "attention">, tell: Tell): string {
  if (about === undefined) return tell("recorded", { text });
  const named = (name: string, words: string) => tell("attention.named", { name, text: words });
  switch (about.kind) {
    case "store":
      return status.store.reason === null
        ? tell("attention.storeUnknown")
        : tell("attention.store", { reason: status.store.reason });
    case "receiver": {
      const { problem } = status.receiver;
      return problem === null ? tell("attention.receiverUnknown") : tell("attention.receiver", { problem });
    }
    case "ledger":
      return tell("attention.ledger");
    case "destination":
    case "failures": {
      const found = status.destinations.find(({ id }) => id === about.id);
      if (found === undefined) return text;
      const failed = about.kind === "failures";
      const held = status.deliveriesPaused !== null;
      return named(found.name, failed ? tell("failed", { count: found.failed }) : destinationSentence(found, held, tell));
    }
    case "inbox": {
      const found = status.inboxes.find(({ id }) => id === about.id);
      return found === undefined ? text : named(found.name, inboxSentence(found, tell));
    }
    case "list":
      return listSentence(about, tell);
    case "listening": {
      const next = tell(about.gaveUp ? "attention.listeningGaveUp" : "attention.listeningNext");
      const unheard = about.forwarder === null ? "" : `${tell(`attention.unheard.${about.forwarder}`)} `;
      return named(about.name, `${unheard}${tell("recorded", { text: about.problem })} ${next}`);
    }
    case "end":
      return about.note === null
        ? tell("attention.powerCut", { at: about.at })
        : tell("attention.fault", { at: about.at, note: about.note });
    case "settings-file":
      return tell("attention.settingsFile", { reason: about.reason });
    case "database":
      return tell(about.copy ? "attention.databaseCopy" : "attention.database", { kept: about.kept });
    case "restored":
      return tell("attention.restored", { at: about.at });
    case "backup":
      return backupSentence(about, tell);
  }
}

/** That there is no new copy of the database. */
export function backupSentence(about: Extract<AttentionAbout, { kind: "backup" }>, tell: Tell): string {
  const { problem, detail, madeAt } = about;
  const last = madeAt === null ? tell("attention.backupNever") : tell("attention.backupLast", { at: madeAt });
  return `${tell(`attention.backup.${problem}`, { detail })} ${last}`;
}

/** That a plate list cannot be filled from where its plates come from. */
export function listSentence(about: Extract<AttentionAbout, { kind: "list" }>, tell: Tell): string {
  const { name, hours: count, problem, copy } = about;
  const words = `${tell("attention.list", { name, count, problem })} ${tell(copy ? "attention.listCopy" : "attention.listEmpty")}`;
  return words.replaceAll(/\s+/g, " ");
}
