import type { ArrivalTimes } from "../../shared/arrival.ts";

export const stepNames = ["body", "parsed", "flushed", "committed", "answered"] as const;

export interface TimingStep {
  name: (typeof stepNames)[number];
  /** Milliseconds after the headers were read at which it was done. */
  doneMs: number;
  /** Milliseconds it took after the step before. */
  tookMs: number;
  /** 0..1: where its bar begins, and how long it is. */
  from: number;
  share: number;
}

/** The way from the socket to the answer as steps, each with its part of the whole. */
export function timingSteps(times: ArrivalTimes): TimingStep[] {
  const whole = Math.max(1, times.answered);
  let before = 0;
  return stepNames.map((name) => {
    // Clocks of two moments in one millisecond may be told in the wrong order by a hair.
    const done = Math.max(before, times[name]);
    const step = {
      name,
      doneMs: done / 1000,
      tookMs: (done - before) / 1000,
      from: before / whole,
      share: (done - before) / whole,
    };
    before = done;
    return step;
  });
}
