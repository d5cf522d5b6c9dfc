import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { WorkstationBackend } from "../console/backend/workstation.ts";
import { consoleRouter } from "../console/router.ts";
import type { Core } from "../core-api.ts";
import type { ConsoleAccess } from "./console-access.ts";

/** The console of the core in this process: no port, no token. */
export function createOwnConsole(core: Pick<Core, "console" | "image" | "file">, workstation: WorkstationBackend): ConsoleAccess {
  return {
    rpc: (request) =>
      fetchRequestHandler({
        endpoint: "/trpc",
        req: request,
        router: consoleRouter,
        createContext: () => ({ backend: core.console, workstation }),
      }),
    image: core.image,
    file: core.file,
    status: async () => core.console.status(),
    live: (signal) => core.console.live(signal),
    settings: async () => core.console.settings(),
    lists: async () => core.console.lists(),
    forwarders: async () => core.console.forwarders(),
    sendTestPlate: () => core.console.sendTestPlate(),
    pauseDeliveries: (until) => core.console.pauseDeliveries(until),
    resumeDeliveries: () => core.console.resumeDeliveries(),
  };
}
