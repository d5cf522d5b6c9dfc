import { connect } from "node:net";

/** Whether a connection to our own listening socket is taken; `host` as it listens, so that all addresses mean loopback. */
export function isReached(host: string, port: number, waitMs = 3_000): Promise<boolean> {
  const here: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  return new Promise((resolve) => {
    const probe = connect({ host: here[host] ?? host, port });
    const end = (reached: boolean) => {
      clearTimeout(late);
      probe.destroy();
      resolve(reached);
    };
    const late = setTimeout(() => end(false), waitMs);
    probe.once("connect", () => end(true));
    probe.once("error", () => end(false));
  });
}
