import { useEffect, useState } from "react";

/** The time, anew every `everyMs`; milliseconds since the epoch. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The beginning of this day in the machine's zone; another value after midnight, and the same one until then. */
export function useToday(): number {
  return new Date(useNow(20_000)).setHours(0, 0, 0, 0);
}
