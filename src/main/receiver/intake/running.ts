import type { ServerResponse } from "node:http";

/** Requests that are being handled. */
export interface Running {
  add(response: ServerResponse, handled: Promise<void>): void;
  /** Whoever is answered from now on is told not to come back on this connection, which would keep it open. */
  dismiss(): void;
  /** Resolves when none is left. */
  over(): Promise<void>;
}

/** `count`: memory that other threads read their number from. */
export function createRunning(count: Int32Array): Running {
  const running = new Map<Promise<void>, ServerResponse>();
  let dismissed = false;

  function dismiss(response: ServerResponse): void {
    if (!response.headersSent) response.setHeader("connection", "close");
  }

  return {
    add(response, handled) {
      if (dismissed) dismiss(response);
      Atomics.add(count, 0, 1);
      const over = handled.finally(() => {
        Atomics.sub(count, 0, 1);
        running.delete(over);
      });
      running.set(over, response);
    },
    dismiss() {
      dismissed = true;
      for (const response of running.values()) dismiss(response);
    },
    async over() {
      while (running.size > 0) await Promise.all(running.keys());
    },
  };
}
