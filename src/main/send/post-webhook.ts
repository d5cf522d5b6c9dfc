import { Agent, FormData, fetch } from "undici";

export interface WebhookToPost {
  url: string;
  /** Sent as `Authorization: Token …`, as Stream does. */
  token?: string | null | undefined;
  /** Becomes the part `json`. */
  recognition: unknown;
  /** Becomes the part `upload`; absent: JSON only, as a recogniser without images posts. */
  image?: Buffer | null | undefined;
  fileName?: string | undefined;
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  /** The address is this program's own receiver, whose certificate may be self-signed: not verified. */
  ownReceiver?: boolean | undefined;
}

export interface WebhookAnswer {
  status: number;
  /** The first 4 KB as text. */
  body: string;
}

/**
 * Posts one webhook as the provider's webhook tester does: multipart with `json` and the image as `upload`. Any answer is
 * returned, also a redirect, which is not followed; without an answer an Error in the operator's words is thrown.
 */
export async function postWebhook(webhook: WebhookToPost): Promise<WebhookAnswer> {
  const url = webhookUrl(webhook.url);
  const form = new FormData();
  form.set("json", JSON.stringify(webhook.recognition));
  if (webhook.image) {
    form.set(
      "upload",
      new Blob([new Uint8Array(webhook.image)], { type: typeOf(webhook.image) }),
      webhook.fileName ?? "sample.jpg",
    );
  }
  const timeout = AbortSignal.timeout(webhook.timeoutMs ?? 30_000);
  const unverified = webhook.ownReceiver ? new Agent({ connect: { rejectUnauthorized: false } }) : undefined;
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: webhook.token ? { authorization: `Token ${webhook.token}` } : {},
      body: form,
      redirect: "manual",
      signal: webhook.signal ? AbortSignal.any([webhook.signal, timeout]) : timeout,
      ...(unverified ? { dispatcher: unverified } : {}),
    });
    return { status: answer.status, body: (await answer.text()).slice(0, 4096) };
  } catch (error) {
    if (webhook.signal?.aborted) throw error;
    throw new Error(`${url.origin} did not answer: ${causeOf(error)}.`, { cause: error });
  } finally {
    await unverified?.close();
  }
}

/** Throws an Error in the operator's words when `text` is no address that can be posted to. */
export function webhookUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new Error(`${JSON.stringify(text)} is no address to post to. Give one such as http://127.0.0.1:8001/`);
  }
  return url;
}

function typeOf(image: Buffer): string {
  if (image.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return "image/png";
  if (image.subarray(8, 12).toString("latin1") === "WEBP") return "image/webp";
  return "image/jpeg";
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens there (connection refused)",
  ENOTFOUND: "no machine has this name",
  EAI_AGAIN: "the name could not be looked up",
  ECONNRESET: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  EHOSTUNREACH: "there is no way to this machine",
  ENETUNREACH: "there is no way to this network",
  UND_ERR_CONNECT_TIMEOUT: "it took too long",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate was issued by nobody this machine trusts",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  EPROTO: "it does not speak TLS",
};

/** fetch wraps what happened as `cause`, and tries of several addresses as an AggregateError in it. */
function causeOf(error: unknown): string {
  if ((error as Error).name === "TimeoutError") return "it took too long";
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as NodeJS.ErrnoException).code ?? "";
    const reason = reasons[code];
    if (reason) return reason;
  }
  return "the connection failed";
}
