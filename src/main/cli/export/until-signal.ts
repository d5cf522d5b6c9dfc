const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that aborts when the program is told to stop, so that a file that is not whole can be taken away; a second one stops at once. */
export function untilSignal(): { signal: AbortSignal; end(): void } {
  const stopped = new AbortController();
  const stop = () => {
    end();
    stopped.abort(new Error("Stopped. The file is not whole, and was taken away."));
  };
  const end = () => {
    for (const name of names) process.off(name, stop);
  };
  for (const name of names) process.once(name, stop);
  return { signal: stopped.signal, end };
}
