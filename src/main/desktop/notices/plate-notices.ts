import type { FeedEvent } from "../../../shared/feed.ts";
import type { NotificationSettings } from "../../../shared/settings.ts";
import type { Clock } from "../../clock.ts";
import type { Texts } from "../texts.ts";
import type { Notice } from "./notice.ts";
import { quietUntil } from "./quiet-hours.ts";

/** After one notice the next waits this long, and takes with it what comes meanwhile: a convoy is one message. */
const apartMs = 5_000;
/** So many plates are named in one message. */
const named = 4;

export interface PlateNoticesDependencies {
  settings(): NotificationSettings;
  /** Lists whose plates are told, with their names. */
  lists(): readonly { id: string; name: string }[];
  show(notice: Notice): void;
  texts: Texts;
  clock: Clock;
}

interface Hit {
  eventId: number;
  readId: number;
  plate: string;
  name: string;
  list: string;
  camera: string;
}

/** Tells of listed plates: the first at once, what follows within seconds together. In quiet hours nothing, also not later. */
export function createPlateNotices({ settings, lists, show, texts, clock }: PlateNoticesDependencies) {
  let shownAt = Number.NEGATIVE_INFINITY;
  let waiting: Hit[] = [];
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel = null;
    const hits = waiting;
    waiting = [];
    if (hits.length === 0 || !wanted()) return;
    shownAt = clock.now();
    show(hits.length === 1 && hits[0] ? single(hits[0]) : together(hits));
  }

  function wanted(): boolean {
    const { plates, quietHours } = settings();
    return plates && quietUntil(quietHours, clock.now()) === null;
  }

  function single({ eventId, readId, plate, name, list, camera }: Hit): Notice {
    return {
      title: name === "" ? texts("notice.plate", { plate }) : texts("notice.plateName", { plate, name }),
      body: texts("notice.plateBody", { list, camera }),
      image: { kind: "plate", id: readId },
      path: `/event/${eventId}`,
    };
  }

  function together(hits: readonly Hit[]): Notice {
    const plates = hits.slice(0, named).map(({ plate, name }) => (name === "" ? plate : `${plate} (${name})`));
    const more = hits.length - plates.length;
    return {
      title: texts("notice.plates", { number: hits.length }),
      body: more > 0 ? texts("notice.platesMore", { plates: plates.join(", "), more }) : plates.join(", "),
      image: null,
      path: "/",
    };
  }

  return {
    heard({ event, reads, hits }: FeedEvent): void {
      if (!wanted()) return;
      const told = new Map(lists().map(({ id, name }) => [id, name]));
      for (const read of reads) {
        // A plate on two lists is one plate; the first list that tells gives its name.
        const hit = hits.find(({ readId, listId }) => readId === read.id && told.has(listId));
        if (!hit) continue;
        waiting.push({
          ...{ eventId: event.id, readId: read.id, camera: event.camera, name: hit.name },
          plate: read.plate ?? "",
          list: told.get(hit.listId) ?? "",
        });
      }
      if (waiting.length === 0 || cancel) return;
      // A clock that was set back must not hold messages for the length of the jump.
      const since = Math.abs(clock.now() - shownAt);
      if (since >= apartMs) flush();
      else cancel = clock.after(apartMs - since, flush);
    },
    stop(): void {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
}
