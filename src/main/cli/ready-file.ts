import type { ReceiverStatus } from "../../shared/status.ts";
import { inUrl } from "../console/own-address.ts";
import { writeFileAtomically } from "../settings/private-file.ts";

/** Who waits for the start reads this: where to post, where to look, and how to sign in. */
export interface Ready {
  receiver: string;
  console: string;
  consoleToken: string;
  pid: number;
}

/** Written as a whole and readable by the owner only, because it holds the console's token. */
export function writeReadyFile(path: string, ready: Ready): void {
  writeFileAtomically(path, `${JSON.stringify(ready)}\n`);
}

/** Where a program on this machine posts to: a receiver on all addresses is reached through loopback. */
export function receiverUrl({ host, port, tls }: Pick<ReceiverStatus, "host" | "port" | "tls">): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : inUrl(host);
  return `${tls ? "https" : "http"}://${name}:${port}/`;
}
