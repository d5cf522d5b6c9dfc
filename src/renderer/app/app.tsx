import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { SayProvider } from "../ui/say.tsx";
import type { Console } from "./console.ts";
import { LiveProvider } from "./live-context.tsx";
import { Screens } from "./screens.tsx";
import { ShortcutsProvider } from "./shortcuts/context.tsx";
import { SignIn } from "./sign-in.tsx";
import { ConsoleTheme } from "./theme.tsx";
import { TRPCProvider } from "./trpc.ts";

/** The whole page: providers, and the frame or the sign-in in them. */
export function App({ console }: { console: Console }) {
  const { client, queries, live, session } = console;
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);

  useEffect(() => void session.check(), [session]);
  useEffect(() => {
    if (state !== "in") return;
    live.start();
    return () => live.stop();
  }, [live, state]);

  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client} queryClient={queries}>
        <LiveProvider value={live}>
          <ConsoleTheme signedIn={state === "in"}>
            <SayProvider>
              {state === "in" && (
                <ShortcutsProvider>
                  <Screens />
                </ShortcutsProvider>
              )}
              {state === "out" && <SignIn signIn={session.signIn} />}
            </SayProvider>
          </ConsoleTheme>
        </LiveProvider>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
