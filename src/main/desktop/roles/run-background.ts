/**
 * `--background`: receives with neither window nor tray, and serves its console on a loopback port, for the windows that
 * attach. Whoever can read the instance file has the port and the token.
 */
import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { join } from "node:path";
import { app } from "electron";
import { systemClock } from "../../clock.ts";
import { createConsoleServer } from "../../console/http.ts";
import { createKeyFileSecretBox } from "../../settings/secret-box.ts";
import { watchForEndRequest } from "../attach/end-request.ts";
import { writeInstance } from "../attach/instance-file.ts";
import { openCore } from "./open-core.ts";
import type { RoleContext, Running } from "./role-context.ts";

export async function runBackground(context: RoleContext): Promise<Running> {
  const { dataDir } = context;
  // The system's own key belongs to the account that the task runs as; the file goes with the folder.
  const { core, log, stop, tellReady } = await openCore(context, () =>
    createKeyFileSecretBox({ dir: dataDir, environmentKey: process.env.PLATE_COURIER_KEY }),
  );
  const token = randomBytes(32).toString("base64url");
  const server = createConsoleServer({
    ...{ backend: core.console, image: core.image, file: core.file, token, log },
    ...{ host: "127.0.0.1", port: 0, assetsDir: join(import.meta.dirname, "..", "renderer") },
  });
  try {
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const forget = writeInstance(dataDir, {
    ...{ kind: "background", pid: process.pid, user: userInfo().username, startedAt: Date.now(), version: app.getVersion() },
    ...{ doorbell: null, console: { url: server.url(), token } },
  });
  const unwatch = watchForEndRequest({ dataDir, calm: core.calm, end: () => app.quit(), clock: systemClock, log });
  tellReady();
  log.info("Plate Courier runs in the background.", { version: app.getVersion(), dataDir });
  let first = true;
  return {
    log,
    open() {},
    beginQuit() {
      const begun = first;
      first = false;
      return begun;
    },
    async stop() {
      unwatch();
      forget();
      await server.stop();
      await stop();
    },
  };
}
