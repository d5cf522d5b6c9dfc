import { QueryClient } from "@tanstack/react-query";
import { createLiveStore, type LiveStore } from "./live.ts";
import { liveSourceOf } from "./live-source.ts";
import { createSession, type Session } from "./session.ts";
import { type ConsoleClient, createConsoleClient } from "./trpc.ts";

/** All that the page holds on to beside its components. */
export interface Console {
  client: ConsoleClient;
  queries: QueryClient;
  live: LiveStore;
  session: Session;
}

/** Creates the page's parts; nothing is asked of the core before App starts them. */
export function createConsole({ location }: { location: Location }): Console {
  const session = createSession({
    desktop: location.protocol === "app:",
    hash: location.hash,
    forgetHash: () => window.history.replaceState(null, "", location.pathname + location.search),
    request: (path, init) => fetch(path, init),
  });
  const client = createConsoleClient({ onSignedOut: session.signedOut });
  const queries = new QueryClient({
    defaultOptions: {
      // The core is on this machine or one hop away: the connection banner tells of trouble, a second try hides none.
      queries: { retry: 1, staleTime: 2_000, networkMode: "always" },
      mutations: { retry: 0, networkMode: "always" },
    },
  });
  const live = createLiveStore({
    source: liveSourceOf(client),
    now: () => Date.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
  return { client, queries, live, session };
}
