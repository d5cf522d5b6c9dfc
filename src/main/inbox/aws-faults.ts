/**
 * What AWS says, in the operator's words. The names are those of the SQS and S3 API references; older spellings of the query
 * protocol and of compatible services stand beside them.
 */
import { InboxFault } from "./queue-client.ts";

/** What was tried, to say what is not allowed or not there. */
export interface Doing {
  /** Completes "AWS does not allow this user …". */
  words: string;
  /** The permission it takes, e.g. "sqs:ReceiveMessage". */
  permission: string;
  /** The profile that the credentials come from; null for keys. */
  profile: string | null;
}

const wrongKeys = new Set([
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "InvalidSecurity",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "AuthFailure",
]);
const expired = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"]);
const wrongClock = new Set(["RequestTimeTooSkewed", "RequestInTheFuture"]);
const noQueue = new Set(["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "NonExistentQueue", "InvalidAddress"]);
const otherRegion = new Set(["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"]);
const busy = /^(throttl|requestthrottled|slowdown|overlimit|toomanyrequests|serviceunavailable|internalerror|internalfailure)/i;

/** Translates a failed call; anything that is none of AWS's answers comes back as it is: a fault of our own. */
export function awsFault(error: unknown, doing: Doing): unknown {
  if (error instanceof InboxFault || !(error instanceof Error)) return error;
  const operator = (message: string) => new InboxFault("operator", message, { cause: error });
  const later = (message: string) => new InboxFault("later", message, { cause: error });
  const { name } = error;
  const status = statusOf(error);

  if (name === "CredentialsProviderError" || name === "TokenProviderError") return operator(noCredentials(doing.profile));
  if (expired.has(name)) return operator(`The credentials have expired. ${signInAgain(doing.profile)}`);
  if (wrongKeys.has(name))
    return operator(
      `AWS does not accept the credentials: they are mistyped, deleted or switched off. ${enterAgain(doing.profile)}`,
    );
  if (wrongClock.has(name))
    return later("AWS refuses requests because this machine's clock is wrong by more than a few minutes. Set the clock.");
  if (noQueue.has(name)) return operator("There is no such queue at this URL. Check the queue's URL and the region.");
  if (name === "NoSuchBucket") return operator(`There is no such bucket. Check the bucket's name. (${doing.words}.)`);
  if (otherRegion.has(name) || status === 301)
    return operator("The bucket or the queue is in another region than the one that is entered. Correct the region.");
  if (busy.test(name) || status === 429 || (status !== null && status >= 500))
    return later("AWS is busy or has a disturbance just now.");
  if (status === 401 || status === 403)
    return operator(
      `AWS does not allow this user to ${doing.words}. Allow ${doing.permission} in the user's policy: the guide has one to copy.`,
    );
  if (status !== null && status >= 400)
    return operator(`AWS refuses to ${doing.words} (${plainName(name)}). Check the queue's URL, the region and the endpoint.`);
  const network = networkWords(error);
  return network ? later(network) : error;
}

function noCredentials(profile: string | null): string {
  if (profile === null) return "The access key cannot be used. Enter it again.";
  return (
    `There are no usable credentials in the profile ${profile}. Check that it is in the file .aws/credentials or .aws/config ` +
    "of the user that Plate Courier runs as, and that it is signed in."
  );
}

const enterAgain = (profile: string | null) =>
  profile === null ? "Enter the access key again." : `Correct the profile ${profile}, then press Test.`;

const signInAgain = (profile: string | null) =>
  profile === null ? "Enter a new access key." : `Sign in again (aws sso login --profile ${profile}), then press Test.`;

/** A name of AWS's may be shown; a sentence may quote what was sent. */
const plainName = (name: string) => (/^[\w.]{1,60}$/.test(name) ? name : "unknown reason");

function statusOf(error: Error): number | null {
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return metadata?.httpStatusCode ?? null;
}

const network: Record<string, string> = {
  ENOTFOUND: "The name of the AWS service cannot be found: there is no network, or the region is wrong.",
  EAI_AGAIN: "Names cannot be looked up at the moment: there is no network.",
  ECONNREFUSED: "AWS refuses the connection.",
  ECONNRESET: "The connection to AWS broke off.",
  EPIPE: "The connection to AWS broke off.",
  ENETUNREACH: "There is no network.",
  EHOSTUNREACH: "AWS cannot be reached from here.",
  ETIMEDOUT: "AWS does not answer.",
  ECONNABORTED: "The connection to AWS broke off.",
};

function networkWords(error: Error): string | null {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string") {
    const words = network[code];
    if (words) return words;
    if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME/.test(code))
      return "The certificate that answers in the place of AWS is not trusted by this machine: a proxy may be in between.";
    if (/^(HPE_|ERR_SSL|EPROTO)/.test(code)) return "What answers in the place of AWS does not speak its protocol.";
  }
  // The SDK calls a connection that broke off a timeout too: the code says more than the name.
  if (error.name === "TimeoutError") return "AWS does not answer.";
  return cause instanceof Error ? networkWords(cause) : null;
}
