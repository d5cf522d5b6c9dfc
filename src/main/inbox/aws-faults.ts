/**
 * What AWS says, in the operator's words. The names are those of the SQS and S3 API references; older spellings of the query
 * protocol and of compatible services stand beside them.
 */
import { type Phrase, type PhraseKeyOf, phrase, sentences } from "../../shared/phrases/phrase.ts";
import { InboxFault } from "./queue-client.ts";

/** What was tried, to say what is not allowed or not there. */
export interface Doing {
  /** Completes "AWS does not allow this user to …". */
  act: Phrase;
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
  const operator = (message: Phrase) => new InboxFault("operator", message, { cause: error });
  const later = (message: Phrase) => new InboxFault("later", message, { cause: error });
  const { name } = error;
  const status = statusOf(error);

  if (name === "CredentialsProviderError" || name === "TokenProviderError") return operator(noCredentials(doing.profile));
  if (expired.has(name)) return operator(sentences(phrase("inbox.expired"), signInAgain(doing.profile)));
  if (wrongKeys.has(name)) return operator(sentences(phrase("inbox.credentialsRefused"), enterAgain(doing.profile)));
  if (wrongClock.has(name)) return later(phrase("inbox.wrongClock"));
  if (noQueue.has(name)) return operator(phrase("inbox.noQueue"));
  if (name === "NoSuchBucket") return operator(phrase("inbox.noBucket"));
  if (otherRegion.has(name) || status === 301) return operator(phrase("inbox.otherRegion"));
  if (busy.test(name) || status === 429 || (status !== null && status >= 500)) return later(phrase("inbox.busy"));
  if (status === 401 || status === 403)
    return operator(phrase("inbox.notAllowed", { act: doing.act, permission: doing.permission }));
  if (status !== null && status >= 400) return operator(phrase("inbox.refused", { act: doing.act, name: plainName(name) }));
  const network = networkWords(error);
  return network ? later(network) : error;
}

const noCredentials = (profile: string | null) =>
  profile === null ? phrase("inbox.badKey") : phrase("inbox.noProfile", { profile });

const enterAgain = (profile: string | null) =>
  profile === null ? phrase("inbox.enterKeyAgain") : phrase("inbox.correctProfile", { profile });

const signInAgain = (profile: string | null) =>
  profile === null ? phrase("inbox.newKey") : phrase("inbox.signInAgain", { profile });

/** A name of AWS's may be shown; a sentence may quote what was sent. */
const plainName = (name: string) => (/^[\w.]{1,60}$/.test(name) ? name : "unknown reason");

function statusOf(error: Error): number | null {
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return metadata?.httpStatusCode ?? null;
}

const network: Record<string, PhraseKeyOf<never>> = {
  ENOTFOUND: "inbox.unknownName",
  EAI_AGAIN: "inbox.noLookUp",
  ECONNREFUSED: "inbox.connectionRefused",
  ECONNRESET: "inbox.brokenOff",
  EPIPE: "inbox.brokenOff",
  ENETUNREACH: "inbox.noNetwork",
  EHOSTUNREACH: "inbox.notReached",
  ETIMEDOUT: "inbox.noAnswer",
  ECONNABORTED: "inbox.brokenOff",
};

function networkWords(error: Error): Phrase | null {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string") {
    const words = network[code];
    if (words) return phrase(words);
    if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME/.test(code)) return phrase("inbox.badCertificate");
    if (/^(HPE_|ERR_SSL|EPROTO)/.test(code)) return phrase("inbox.noProtocol");
  }
  // The SDK calls a connection that broke off a timeout too: the code says more than the name.
  if (error.name === "TimeoutError") return phrase("inbox.noAnswer");
  return cause instanceof Error ? networkWords(cause) : null;
}
