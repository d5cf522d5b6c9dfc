/**
 * The contract with the UI: all that the console may ask, in one tRPC router, a file of routes/ for each noun. The desktop serves it
 * over app://, headless over loopback HTTP, from the same object. It depends on ConsoleBackend and shared/ only, because the renderer
 * imports its type. Images never travel through it: the UI fetches /images/<id> (and /images/<id>/thumb, /images/plate/<readId>).
 */
import { backupRoutes } from "./routes/backups.ts";
import { deliveryRoutes } from "./routes/deliveries.ts";
import { destinationRoutes } from "./routes/destinations.ts";
import { diagnosticsRoutes } from "./routes/diagnostics.ts";
import { doctorRoutes } from "./routes/doctor.ts";
import { eventRoutes } from "./routes/events.ts";
import { exportRoutes } from "./routes/exports.ts";
import { historyRoutes } from "./routes/history.ts";
import { inboxRoutes } from "./routes/inboxes.ts";
import { inspectorRoutes } from "./routes/inspector.ts";
import { listRoutes } from "./routes/lists.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { recoveryRoutes } from "./routes/recovery.ts";
import { replayRoutes } from "./routes/replays.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { settingsFileRoutes } from "./routes/settings-file.ts";
import { updateRoutes } from "./routes/updates.ts";
import { workstationRoutes } from "./routes/workstation.ts";
import { t } from "./trpc.ts";

export type { ConsoleContext } from "./trpc.ts";

export const consoleRouter = t.router({
  ...eventRoutes,
  ...doctorRoutes,
  ...deliveryRoutes,
  ...destinationRoutes,
  ...listRoutes,
  ...historyRoutes,
  ...settingsRoutes,
  ...inboxRoutes,
  ...inspectorRoutes,
  ...exportRoutes,
  ...settingsFileRoutes,
  ...overviewRoutes,
  ...replayRoutes,
  ...recoveryRoutes,
  ...backupRoutes,
  ...workstationRoutes,
  ...updateRoutes,
  ...diagnosticsRoutes,
});

/** The renderer imports this type, and nothing else of the main process. */
export type ConsoleRouter = typeof consoleRouter;
