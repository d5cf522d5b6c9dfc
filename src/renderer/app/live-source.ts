import type { LiveSource } from "./live.ts";
import type { ConsoleClient } from "./trpc.ts";

/** The live store's way to the core through tRPC. */
export function liveSourceOf(client: ConsoleClient): LiveSource {
  return {
    open(handlers) {
      const subscription = client.live.subscribe(undefined, {
        onStarted: () => handlers.connected(),
        // Only events travel with an id (an envelope around them), because only they are resumed by id.
        onData: (sent) => handlers.message("data" in sent ? sent.data : sent),
        onConnectionStateChange: (change) => {
          if (change.state === "connecting" && change.error !== null) handlers.lost();
        },
        onError: () => handlers.ended(),
        onStopped: () => handlers.ended(),
      });
      return () => subscription.unsubscribe();
    },
    feed: ({ cursor, limit, camera }) => client.feed.query({ cursor, limit, camera: camera ?? undefined }),
  };
}
