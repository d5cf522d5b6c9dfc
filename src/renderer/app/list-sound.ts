import { useEffect, useRef } from "react";
import type { PlateListView } from "../../main/console/backend.ts";
import type { FeedEvent } from "../../shared/feed.ts";
import { type ListTone, listTones } from "../../shared/plate-words.ts";
import { useLiveStore } from "./live-context.tsx";
import { listSound, soundBlock } from "./sound-switch.ts";
import { useListsById } from "./use-lists.ts";

/** What a reconnect brings after a while is no news that should startle anybody. */
const freshMs = 30_000;

/** The most urgent sound of these events' fresh sightings of plates on lists that sound; null: silence. */
export function toneOf(
  events: readonly FeedEvent[],
  lists: ReadonlyMap<string, Pick<PlateListView, "sound" | "tone">>,
  now: number,
): ListTone | null {
  const heard = events
    .filter(({ event }) => now - event.receivedAt < freshMs)
    .flatMap(({ hits }) => hits.map(({ listId }) => lists.get(listId)))
    .filter((list) => list?.sound === true)
    .map((list) => list?.tone);
  return listTones.toReversed().find((tone) => heard.includes(tone)) ?? null;
}

/** Sounds once for what came in together, while the console is open. */
export function useListSound(): void {
  const live = useLiveStore();
  const lists = useListsById();
  const play = usePlay();
  useEffect(
    () =>
      live.onEvents((events) => {
        const tone = toneOf(events, lists, Date.now());
        if (tone !== null && listSound.get() === "on") play(tone);
      }),
    [live, lists, play],
  );
}

/** Plays a list's sound; the same function every time. */
export function usePlay(): (tone: ListTone) => void {
  const context = useRef<AudioContext | null>(null);
  return useRef((tone: ListTone) => {
    context.current ??= new AudioContext();
    void sound(context.current, notes[tone]);
  }).current;
}

/** Seconds from the start, hertz, seconds that it lasts, and its shape. */
type Note = readonly [at: number, frequency: number, lasts: number, shape: OscillatorType];

/** Soft notes a fifth apart; three strokes of a bell; two tones in turn, as a siren has them. They differ in rhythm, not only in pitch. */
const notes: Record<ListTone, readonly Note[]> = {
  chime: [
    [0, 659, 0.5, "sine"],
    [0.16, 988, 0.5, "sine"],
  ],
  bell: [0, 0.35, 0.7].flatMap((at) => [
    [at, 1047, 0.6, "sine"],
    [at, 2637, 0.25, "sine"],
  ]),
  alarm: [0, 0.3, 0.6, 0.9, 1.2, 1.5].map((at, turn) => [at, turn % 2 === 0 ? 880 : 660, 0.28, "triangle"]),
};

/** How late a sound may come and still mean something. */
const lateMs = 1_000;

/**
 * A browser that nobody has clicked in yet stays silent, as its rules are, and resumes only at the first click: what was to be
 * heard before that must not all sound then.
 */
async function sound(context: AudioContext, score: readonly Note[]): Promise<void> {
  if (context.state === "suspended") {
    const asked = performance.now();
    const silent = setTimeout(() => soundBlock.set(true), lateMs);
    await context.resume();
    clearTimeout(silent);
    soundBlock.set(false);
    if (performance.now() - asked > lateMs) return;
  }
  for (const [at, frequency, lasts, type] of score) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { frequency, type });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + lasts);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + lasts);
  }
}
