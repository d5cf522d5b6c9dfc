import { useQueries } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { FeedEvent } from "../../shared/feed.ts";
import { useLive, useLiveStore } from "../app/live-context.tsx";
import { useTRPC } from "../app/trpc.ts";
import { type FeedRow, rowsOf } from "../feed/rows.ts";
import { keptEach, newestOfEach } from "./each-camera.ts";

/**
 * The vehicles for the wall of these cameras (none: all), newest first. One camera or all are the live feed's own filter. Of several
 * the feed of all is taken, and the last of each asked for at the start, after a lost connection, and when another one is chosen.
 */
export function useWallRows(cameras: readonly string[]): { rows: readonly FeedRow[]; loaded: boolean } {
  const trpc = useTRPC();
  const store = useLiveStore();
  const several = cameras.length > 1;
  const single = several ? null : (cameras[0] ?? null);
  useEffect(() => {
    const before = store.getSnapshot().camera;
    store.setCamera(single);
    return () => store.setCamera(before);
  }, [store, single]);

  const live = useLive((snapshot) => snapshot.feed.events);
  const loaded = useLive((snapshot) => snapshot.loaded);
  const since = useLive((snapshot) => snapshot.connection);
  const asked = useQueries({
    queries: (several ? cameras : []).map((camera) =>
      trpc.feed.queryOptions({ limit: keptEach, camera }, { refetchOnWindowFocus: false }),
    ),
    combine: (answers) => ({
      events: answers.flatMap(({ data }) => data?.events ?? []),
      there: answers.every(({ isFetched }) => isFetched),
      again: () => Promise.all(answers.map(({ refetch }) => refetch())),
    }),
  });
  const again = useRef(asked.again);
  again.current = asked.again;
  const was = useRef(since.state);
  useEffect(() => {
    if (was.current === "lost" && since.state === "live") void again.current();
    was.current = since.state;
  }, [since]);

  const known = useRef<readonly FeedEvent[]>([]);
  const events = useMemo(() => {
    // What the live feed knows is newer than what was asked for.
    known.current = several ? newestOfEach(known.current, [...asked.events, ...live], cameras) : [];
    return several ? known.current : live;
  }, [several, asked.events, live, cameras]);
  const rows = useMemo(() => rowsOf(events).filter(({ read }) => read !== null), [events]);
  return { rows, loaded: loaded && (!several || asked.there) };
}
