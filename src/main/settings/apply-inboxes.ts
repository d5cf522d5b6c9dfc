import { randomUUID } from "node:crypto";
import { z } from "zod";
import { accessKeyId, inboxFields, profileCredentials, type SqsInbox } from "../../shared/inbox.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SecretBox } from "../../shared/settings.ts";
import { SettingsError } from "./settings-error.ts";

const { name, queueUrl, region, bucket, sqsEndpoint, s3Endpoint } = inboxFields;

/** An inbox in a file that a person writes. What is absent stays as it is; a new one needs queueUrl, region and credentials. */
export const InboxEntry = z.strictObject({
  name,
  enabled: z.boolean().optional(),
  queueUrl: queueUrl.optional(),
  region: region.optional(),
  bucket: bucket.unwrap().optional(),
  sqsEndpoint: sqsEndpoint.unwrap().optional(),
  s3Endpoint: s3Endpoint.unwrap().optional(),
  credentials: z
    .discriminatedUnion("kind", [
      profileCredentials,
      /** secretAccessKey in plain text; absent keeps the former one of the same access key. */
      z.strictObject({
        kind: z.literal("keys"),
        accessKeyId,
        secretAccessKey: z.string().trim().min(1).max(256).optional(),
      }),
    ])
    .optional(),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

/**
 * The inbox that an entry makes of the former one. A ciphertext is random, so a secret key that did not change is found by
 * decrypting, and the old one is kept. Throws a SettingsError that names what is missing.
 */
export async function inboxOf(
  former: SqsInbox | undefined,
  entry: InboxEntry,
  index: number,
  secrets: SecretBox,
): Promise<SqsInbox> {
  const needed = <Key extends "queueUrl" | "region">(key: Key): string => {
    const value = entry[key] ?? former?.[key];
    if (value === undefined) throw new SettingsError(phrase("settings.neededForNew", { path: `inboxes[${index}].${key}` }));
    return value;
  };
  return {
    id: former?.id ?? randomUUID(),
    name: entry.name,
    enabled: entry.enabled ?? former?.enabled ?? true,
    queueUrl: needed("queueUrl"),
    region: needed("region"),
    bucket: entry.bucket ?? former?.bucket ?? "",
    sqsEndpoint: entry.sqsEndpoint ?? former?.sqsEndpoint ?? "",
    s3Endpoint: entry.s3Endpoint ?? former?.s3Endpoint ?? "",
    credentials: await credentialsOf(former?.credentials, entry.credentials, index, secrets),
  };
}

async function credentialsOf(
  former: SqsInbox["credentials"] | undefined,
  entry: InboxEntry["credentials"],
  index: number,
  secrets: SecretBox,
): Promise<SqsInbox["credentials"]> {
  const at = `inboxes[${index}].credentials`;
  if (!entry) {
    if (former) return former;
    throw new SettingsError(phrase("settings.noCredentials", { path: at }));
  }
  if (entry.kind === "profile") return entry;
  const { accessKeyId: id, secretAccessKey: given } = entry;
  const kept = former?.kind === "keys" ? former : null;
  if (given === undefined) {
    // The secret of another key would only be refused by AWS.
    if (kept?.accessKeyId === id) return kept;
    throw new SettingsError(phrase("settings.noSecretKey", { path: `${at}.secretAccessKey` }));
  }
  const same = kept !== null && (await secrets.decrypt(kept.secretAccessKey).catch(() => null)) === given;
  return { kind: "keys", accessKeyId: id, secretAccessKey: same ? kept.secretAccessKey : await secrets.encrypt(given) };
}
