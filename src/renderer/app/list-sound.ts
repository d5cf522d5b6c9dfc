import { useEffect, useRef } from "react";
import type { PlateListView } from "../../main/console/backend.ts";
import type { FeedEvent } from "../../shared/feed.ts";
import { useLiveStore } from "./live-context.tsx";
import { useListsById } from "./use-lists.ts";

/** What a reconnect brings after a while is no news that should startle anybody. */
const freshMs = 30_000;

/** Whether one of these events is a fresh sighting of a plate on a list that sounds. */
export function sounds(
  events: readonly FeedEvent[],
  lists: ReadonlyMap<string, Pick<PlateListView, "sound">>,
  now: number,
): boolean {
  return events.some(
    ({ event, hits }) => now - event.receivedAt < freshMs && hits.some(({ listId }) => lists.get(listId)?.sound === true),
  );
}

/** Sounds once for what came in together, while the console is open. */
export function useListSound(): void {
  const live = useLiveStore();
  const lists = useListsById();
  const context = useRef<AudioContext | null>(null);
  useEffect(
    () =>
      live.onEvents((events) => {
        if (!sounds(events, lists, Date.now())) return;
        context.current ??= new AudioContext();
        void chime(context.current);
      }),
    [live, lists],
  );
}

/** Two soft notes, a fifth apart. A browser that nobody has clicked in yet stays silent, as its rules are. */
async function chime(context: AudioContext): Promise<void> {
  if (context.state === "suspended") await context.resume();
  for (const [at, frequency] of [
    [0, 659],
    [0.16, 988],
  ] as const) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { frequency, type: "sine" });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  }
}
