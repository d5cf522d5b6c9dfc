import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ConsoleRouter } from "../../main/console/router.ts";
import { isAnsweredHere } from "../../shared/answered-here.ts";

export type ConsoleClient = TRPCClient<ConsoleRouter>;

/**
 * useTRPC() gives query and mutation options for TanStack Query (`useQuery(trpc.ledger.queryOptions())`), useTRPCClient() the
 * plain client.
 */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<ConsoleRouter>();

/**
 * The same client under app:// (desktop) and http (headless): both serve /trpc beside the page. `onSignedOut` is called when
 * an answer says 401, which only the headless console does.
 */
export function createConsoleClient({ onSignedOut }: { onSignedOut: () => void }): ConsoleClient {
  const watched: typeof fetch = async (url, options) => {
    const response = await fetch(url, options);
    if (response.status === 401) onSignedOut();
    return response;
  };
  const asked = {
    url: "/trpc",
    fetch: (url: RequestInfo | URL | string, options?: { signal?: AbortSignal | null | undefined }) =>
      watched(url, { ...options, signal: options?.signal ?? null } as RequestInit),
  };
  return createTRPCClient<ConsoleRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "subscription",
        true: httpSubscriptionLink({ url: "/trpc" }),
        false: splitLink({
          // In a window that is attached to another process's receiver these are answered by the window's own. And what may take a
          // while (`alone` in its context) goes by itself, so that no other question waits for it and it can be broken off.
          condition: (op) => isAnsweredHere(op.path) || op.context.alone === true,
          true: httpLink(asked),
          false: httpBatchLink({ ...asked, maxURLLength: 2000 }),
        }),
      }),
    ],
  });
}
