/**
 * Tells what needs attention and when it is well again, by comparing what was told with what is so:
 *
 * same -- it differs --> settling -- it still does after a while --> told (same again)
 *             ^------------- it does not any more ------------------'
 *
 * The while is longer for what mends itself (a destination that is tried again), and a subject (a destination, the store, the
 * receiver) is told of at most once a minute: what flaps is told as it stands when the minute is over. What settles at about
 * the same time is one message. In quiet hours the comparison waits; at their end what still differs is told.
 */
import type { NotificationSettings } from "../../../shared/settings.ts";
import type { Attention, CoreStatus } from "../../../shared/status.ts";
import { attentionSentence } from "../../../shared/status-sentences.ts";
import type { Clock } from "../../clock.ts";
import { statusTell, type Texts } from "../texts.ts";
import type { Notice } from "./notice.ts";
import { quietUntil } from "./quiet-hours.ts";

const settleMs = { error: 2_000, warning: 30_000, well: 5_000 };
const apartMs = 60_000;
/** What falls due within this is told together. */
const togetherMs = 3_000;
/** The longest wait without a look at the clock, as it may be set. */
const longestWaitMs = 60_000;

export interface AttentionNoticesDependencies {
  settings(): NotificationSettings;
  show(notice: Notice): void;
  texts: Texts;
  clock: Clock;
}

interface Subject {
  /** As it is; null: well. */
  now: Attention | null;
  told: Attention | null;
  name: string;
  differsSince: number | null;
  toldAt: number;
}

export function createAttentionNotices({ settings, show, texts, clock }: AttentionNoticesDependencies) {
  const subjects = new Map<string, Subject>();
  let cancel = () => {};

  function heard(status: CoreStatus): void {
    const standing = new Map<string, Attention>();
    // The first of a subject is its most urgent one.
    for (const attention of status.attention) {
      const key = subjectOf(attention.key);
      if (standing.has(key)) continue;
      standing.set(key, { ...attention, text: attentionSentence(attention, status, statusTell(texts)) });
    }
    for (const key of standing.keys()) {
      if (!subjects.has(key)) subjects.set(key, { now: null, told: null, name: "", differsSince: null, toldAt: 0 });
    }
    for (const [key, subject] of subjects) {
      subject.now = standing.get(key) ?? null;
      subject.name = nameOf(key, status) ?? subject.name;
      const differs = (subject.now === null) !== (subject.told === null);
      if (!differs) subject.differsSince = null;
      else subject.differsSince ??= clock.now();
    }
    look();
  }

  /** When a subject may be told of; null where there is nothing to tell. */
  function dueAt({ now, differsSince, toldAt }: Subject): number | null {
    if (differsSince === null) return null;
    return Math.max(differsSince + settleMs[now?.level ?? "well"], toldAt + apartMs);
  }

  function look(): void {
    cancel();
    cancel = () => {};
    if (!settings().attention) {
      forgetAll();
      return;
    }
    const time = clock.now();
    for (const subject of subjects.values()) notAhead(subject, time);
    const quiet = quietUntil(settings().quietHours, time);
    const dues = [...subjects.values()].flatMap((subject) => {
      const at = dueAt(subject);
      return at === null ? [] : [{ subject, at }];
    });
    if (dues.length === 0) return;
    const first = Math.min(...dues.map(({ at }) => at));
    const wait = quiet !== null ? quiet - time : first - time;
    if (wait > 0) {
      cancel = clock.after(Math.min(wait, longestWaitMs), look);
      return;
    }
    const due = dues.filter(({ at }) => at <= time + togetherMs).map(({ subject }) => subject);
    for (const subject of due) {
      subject.told = subject.now;
      subject.toldAt = time;
      subject.differsSince = null;
    }
    tell(due.filter(({ now }) => now !== null));
    tellWell(due.filter(({ now }) => now === null));
    look();
  }

  /** A clock that was set back: waits begin anew rather than lasting as long as the jump. */
  function notAhead(subject: Subject, time: number): void {
    if (subject.toldAt > time) subject.toldAt = 0;
    if (subject.differsSince !== null && subject.differsSince > time) subject.differsSince = time;
  }

  /** While nothing is wanted, everything counts as told: switching it on later must not tell old news. */
  function forgetAll(): void {
    for (const subject of subjects.values()) {
      subject.told = subject.now;
      subject.differsSince = null;
    }
  }

  function tell(due: readonly Subject[]): void {
    const [first] = due;
    if (!first?.now) return;
    const body = due.length === 1 ? first.now.text : names(due);
    const title =
      due.length === 1 ? texts("notice.attention", { name: first.name }) : texts("notice.attentions", { number: due.length });
    show({ title, body, image: null, path: due.length === 1 ? placeOf(first.now.key) : "/" });
  }

  function tellWell(due: readonly Subject[]): void {
    const [first] = due;
    if (!first) return;
    const title = due.length === 1 ? texts("notice.well", { name: first.name }) : texts("notice.wells", { number: due.length });
    show({ title, body: due.length === 1 ? texts("notice.wellBody") : names(due), image: null, path: "/" });
  }

  const names = (due: readonly Subject[]) => due.map(({ name }) => name).join(", ");

  function nameOf(key: string, status: CoreStatus): string | null {
    const [kind = "", id] = key.split(/:(.*)/s, 2);
    if (kind === "destination") return status.destinations.find((one) => one.id === id)?.name ?? null;
    if (kind === "inbox") return status.inboxes.find((one) => one.id === id)?.name ?? null;
    return texts(`subject.${kind}`);
  }

  return { heard, stop: () => cancel() };
}

/** What is heard of a destination and what is sent there are one subject to a person. */
function subjectOf(key: string): string {
  return key.replace(/^listening:/, "destination:");
}

function placeOf(key: string): string {
  const [kind, id] = subjectOf(key).split(/:(.*)/s, 2);
  return kind === "destination" && id ? `/destinations/${encodeURIComponent(id)}` : "/";
}
