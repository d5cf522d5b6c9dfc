/** A clock that stands until `pass` moves it, firing what falls due on the way. */
export function handClock(start = Date.UTC(2026, 10, 23, 12)) {
  let time = start;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    clock: {
      now: () => time,
      after(ms: number, callback: () => void) {
        const one = { at: time + ms, callback };
        waiting.add(one);
        return () => waiting.delete(one);
      },
    },
    pass(ms: number) {
      const until = time + ms;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        time = next.at;
        next.callback();
      }
      time = until;
    },
  };
}
