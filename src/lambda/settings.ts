/** What the Lambda is told through its environment variables. All are optional; with none it only logs. */

export interface LambdaSettings {
  /** Asked of the sender as "Authorization: Token …", "Bearer …" or "?token=…"; null: anybody may post. */
  webhookToken: string | null;
  forward: { url: string; token: string | null } | null;
  queue: QueueSettings | null;
}

export interface QueueSettings {
  url: string;
  bucket: string;
  /** For services that speak the protocols of SQS and S3; null: AWS. */
  sqsEndpoint: string | null;
  s3Endpoint: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables; throws an Error that names the one that is wrong. Never quotes a value that may be a secret. */
export function settingsOf(environment: Environment): LambdaSettings {
  const value = (name: string) => environment[name]?.trim() || null;
  const webhookToken = value("WEBHOOK_TOKEN");
  if (webhookToken !== null && /\s/.test(webhookToken))
    throw new Error("WEBHOOK_TOKEN has a space in it: give the token alone, without the word Token.");
  return { webhookToken, forward: forwardOf(value("FORWARD_URL"), value("FORWARD_TOKEN")), queue: queueOf(value) };
}

function forwardOf(url: string | null, token: string | null): LambdaSettings["forward"] {
  if (url === null) {
    if (token !== null) throw new Error("FORWARD_TOKEN is set, but FORWARD_URL is not.");
    return null;
  }
  checkUrl("FORWARD_URL", url);
  return { url, token };
}

function queueOf(value: (name: string) => string | null): LambdaSettings["queue"] {
  const url = value("QUEUE_URL");
  const bucket = value("BUCKET");
  if (url === null && bucket === null) return null;
  if (url === null) throw new Error("BUCKET is set, but QUEUE_URL is not.");
  checkUrl("QUEUE_URL", url);
  if (bucket === null) throw new Error("QUEUE_URL is set, but BUCKET is not: pictures do not fit into a message.");
  // The SDK's own names for these.
  const all = value("AWS_ENDPOINT_URL");
  return { url, bucket, sqsEndpoint: value("AWS_ENDPOINT_URL_SQS") ?? all, s3Endpoint: value("AWS_ENDPOINT_URL_S3") ?? all };
}

function checkUrl(name: string, url: string): void {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new Error(`${name} is no whole URL: it must look like https://host/path.`);
  if (new URL(url).username || new URL(url).password) throw new Error(`${name} has a user or password in it: take them out.`);
}
