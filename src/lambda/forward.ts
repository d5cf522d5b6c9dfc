import { senderHeaderNames } from "../shared/queue-format.ts";
import { type Outlet, OutletError } from "./outlet.ts";

/** API Gateway answers its caller after 30 s at the latest; the sender must hear of a failure before. */
const timeoutMs = 20_000;

/**
 * Posts the webhook on, byte for byte, with the sender's own headers and with our token in the place of the sender's. A redirect
 * is a failure: following it would give the token to somebody else.
 */
export function createForward({ url, token }: { url: string; token: string | null }): Outlet {
  return {
    done: "forwarded",
    async send({ request }) {
      const headers: Record<string, string> = { "content-type": request.headers["content-type"] ?? "" };
      for (const name of senderHeaderNames) {
        const value = request.headers[name];
        if (value !== undefined) headers[name] = asBytes(value);
      }
      if (token !== null) headers.authorization = /^\S+\s+\S/.test(token) ? token : `Token ${token}`;
      let status: number;
      try {
        const answer = await fetch(url, {
          ...{ method: "POST", headers, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) },
          body: new Uint8Array(request.body),
        });
        status = answer.status;
        // Read to its end, so that the connection serves the next webhook too.
        await answer.arrayBuffer().catch(() => {});
      } catch (error) {
        throw new OutletError(`FORWARD_URL cannot be reached (${reasonOf(error)}).`, { cause: error });
      }
      if (status >= 300) throw new OutletError(`FORWARD_URL answered ${status}.`);
    },
  };
}

/** fetch takes header values as Latin-1 only; UTF-8 goes over the wire as its bytes. */
function asBytes(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value).toString("latin1") : value;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  if (error.name === "TimeoutError") return `no answer within ${timeoutMs / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}
