import { z } from "zod";
import type { SecretMark } from "./destination.ts";
import { type Phrase, phrase } from "./phrases/phrase.ts";
import { regionOfQueue } from "./queue-region.ts";

/** A web address without user, fragment and query, as AWS names its queues and services. */
const webAddress = z
  .string()
  .trim()
  .max(500)
  .superRefine((text, context) => {
    const problem = problemOfAddress(text);
    if (problem) context.addIssue({ code: "custom", message: problem, input: text });
  });

function problemOfAddress(text: string): Phrase | null {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) return phrase("value.wholeUrl");
  const { username, password, hash, search } = new URL(text);
  return username || password || hash || search ? phrase("value.bareUrl") : null;
}

const region = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, phrase("value.region", { example: "eu-central-1" }));

const endpoint = z.union([z.literal(""), webAddress]).default("");

/** Credentials are those of a profile in ~/.aws, or a pair of keys. */
export const profileCredentials = z.strictObject({
  kind: z.literal("profile"),
  profile: z.string().trim().min(1, phrase("value.profile")).max(100),
});
export const accessKeyId = z
  .string()
  .trim()
  .regex(/^\w{4,128}$/, phrase("value.accessKeyId", { example: "AKIA…" }));

/** Where the SDK finds the credentials. A profile is one of the files ~/.aws/config and ~/.aws/credentials. */
export const InboxCredentials = z.discriminatedUnion("kind", [
  profileCredentials,
  /** secretAccessKey: a ciphertext made by the SecretBox. */
  z.strictObject({ kind: z.literal("keys"), accessKeyId, secretAccessKey: z.string().min(1) }),
]);
export type InboxCredentials = z.infer<typeof InboxCredentials>;

/** What an inbox is made of, beside its id and credentials. */
export const inboxFields = {
  name: z.string().trim().min(1, phrase("value.inboxName")).max(60),
  enabled: z.boolean().default(true),
  /** Such as "https://sqs.eu-central-1.amazonaws.com/123456789012/plate-courier". */
  queueUrl: webAddress,
  region,
  /** The bucket with the pictures: what messages say of other buckets is not followed. "": the bucket a message names. */
  bucket: z.string().trim().max(63).default(""),
  /** For services that speak the protocols of SQS and S3; "": AWS. */
  sqsEndpoint: endpoint,
  s3Endpoint: endpoint,
};

/** An SQS queue whose webhooks Plate Courier fetches by itself, as the settings keep it. */
export const SqsInbox = z
  .strictObject({ id: z.string().min(1), ...inboxFields, credentials: InboxCredentials })
  .superRefine(regionsAgree);
export type SqsInbox = z.infer<typeof SqsInbox>;

/** A request that is signed for another region than the queue's is refused as if the key were wrong. */
function regionsAgree(inbox: { queueUrl: string; region: string; sqsEndpoint: string }, context: z.RefinementCtx): void {
  const named = regionOfQueue(inbox.queueUrl);
  if (named === null || named === inbox.region || inbox.sqsEndpoint !== "") return;
  context.addIssue({
    code: "custom",
    path: ["region"],
    message: phrase("value.otherRegion", { region: named }),
    input: inbox.region,
  });
}

/** How the console sees an inbox: a secret key is a mark, or null where it cannot be read here any more. */
export interface InboxView extends Omit<SqsInbox, "credentials"> {
  credentials: { kind: "profile"; profile: string } | { kind: "keys"; accessKeyId: string; secretAccessKey: SecretMark | null };
}

/** What the console sends: id null makes a new one; a secret key: a string sets, a mark keeps. */
export const InboxDraft = z
  .strictObject({
    id: z.string().min(1).nullable(),
    ...inboxFields,
    credentials: z.discriminatedUnion("kind", [
      profileCredentials,
      z.strictObject({
        kind: z.literal("keys"),
        accessKeyId,
        secretAccessKey: z.union([
          z.string().trim().min(1, phrase("value.secretAccessKey")).max(256),
          z.strictObject({ set: z.literal(true) }),
        ]),
      }),
    ]),
  })
  .superRefine(regionsAgree);
export type InboxDraft = z.infer<typeof InboxDraft>;
