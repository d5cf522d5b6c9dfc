/** The core as both programs, desktop and headless, hold it. What it is made of: core/run.ts. */
import { run } from "./core/run.ts";
import type { Core, CoreDependencies } from "./core-api.ts";

/** Creates the core; nothing runs and no file is touched before start(). */
export function createCore(deps: CoreDependencies): Core {
  let running: Awaited<ReturnType<typeof run>> | null = null;
  const core = () => {
    if (!running) throw new Error("Plate Courier is not running.");
    return running;
  };
  return {
    async start() {
      running = await run(deps);
    },
    async stop() {
      const stopping = running;
      running = null;
      await stopping?.stop();
    },
    status: () => core().board.current(),
    calm: (quietMs) => core().calm(quietMs),
    onStatus: (listener) => core().board.onStatus(listener),
    get console() {
      return core().console;
    },
    image: (request) => core().image(request),
    file: (path) => core().file(path),
    afterSleep: () => core().afterSleep(),
    importSettings: (file) => core().importSettings(file),
    checkDestination: (name) => core().checkDestination(name),
  };
}
