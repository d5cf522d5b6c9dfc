import type { InboxDraft, InboxView } from "../../shared/inbox.ts";
import { regionOfQueue } from "../../shared/queue-region.ts";
import type { SecretState } from "../form/values.ts";

/** An inbox while it is edited. */
export interface InboxState {
  name: string;
  enabled: boolean;
  queueUrl: string;
  region: string;
  bucket: string;
  kind: "profile" | "keys";
  profile: string;
  accessKeyId: string;
  secret: SecretState;
  sqsEndpoint: string;
  s3Endpoint: string;
}

/** The inputs that a problem can be about, as the core names them. */
export const inboxInputs = [
  "name",
  "queueUrl",
  "region",
  "bucket",
  "credentials.profile",
  "credentials.accessKeyId",
  "credentials.secretAccessKey",
  "sqsEndpoint",
  "s3Endpoint",
] as const;
export type InboxInput = (typeof inboxInputs)[number];
export type InboxProblem = "name" | "url" | "region" | "otherRegion" | "profile" | "accessKeyId" | "secret";

/** null: a new one. */
export function inboxStateOf(view: InboxView | null): InboxState {
  const { credentials } = view ?? { credentials: { kind: "profile", profile: "" } as const };
  const keys = credentials.kind === "keys" ? credentials : null;
  return {
    name: view?.name ?? "",
    enabled: view?.enabled ?? true,
    queueUrl: view?.queueUrl ?? "",
    region: view?.region ?? "",
    bucket: view?.bucket ?? "",
    kind: view === null ? "keys" : credentials.kind,
    profile: credentials.kind === "profile" ? credentials.profile : "",
    accessKeyId: keys?.accessKeyId ?? "",
    secret: { stored: keys?.secretAccessKey != null, typed: "", removed: false },
    sqsEndpoint: view?.sqsEndpoint ?? "",
    s3Endpoint: view?.s3Endpoint ?? "",
  };
}

/** A changed URL brings its region along: it is one thing less to type, and one less to get wrong. */
export function withQueueUrl(state: InboxState, queueUrl: string): InboxState {
  return { ...state, queueUrl, region: regionOfQueue(queueUrl.trim()) ?? state.region };
}

const isUrl = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);

/** What the core is sent, and what cannot be sent like that. */
export function inboxOf(
  state: InboxState,
  id: string | null,
): { draft: InboxDraft; problems: Partial<Record<InboxInput, InboxProblem>> } {
  const { kind, secret, enabled } = state;
  const text = (key: "name" | "queueUrl" | "region" | "bucket" | "profile" | "accessKeyId" | "sqsEndpoint" | "s3Endpoint") =>
    state[key].trim();
  const problems: Partial<Record<InboxInput, InboxProblem>> = {};
  if (text("name") === "") problems.name = "name";
  if (!isUrl(text("queueUrl"))) problems.queueUrl = "url";
  const named = regionOfQueue(text("queueUrl"));
  if (!/^[a-z0-9][a-z0-9-]+$/.test(text("region"))) problems.region = "region";
  else if (named !== null && named !== text("region") && text("sqsEndpoint") === "") problems.region = "otherRegion";
  for (const key of ["sqsEndpoint", "s3Endpoint"] as const) if (text(key) !== "" && !isUrl(text(key))) problems[key] = "url";
  if (kind === "profile" && text("profile") === "") problems["credentials.profile"] = "profile";
  if (kind === "keys" && !/^\w{4,}$/.test(text("accessKeyId"))) problems["credentials.accessKeyId"] = "accessKeyId";
  const kept = secret.stored && !secret.removed;
  if (kind === "keys" && !kept && secret.typed.trim() === "") problems["credentials.secretAccessKey"] = "secret";
  const typed = secret.typed.trim();
  const draft: InboxDraft = {
    ...{ id, enabled, name: text("name"), queueUrl: text("queueUrl"), region: text("region"), bucket: text("bucket") },
    ...{ sqsEndpoint: text("sqsEndpoint"), s3Endpoint: text("s3Endpoint") },
    credentials:
      kind === "profile"
        ? { kind, profile: text("profile") }
        : { kind, accessKeyId: text("accessKeyId"), secretAccessKey: typed === "" ? { set: true } : typed },
  };
  return { draft, problems };
}

/** The draft that changes nothing of an inbox but whether it asks; null where its key must be entered again first. */
export function switched(view: InboxView, enabled: boolean): InboxDraft | null {
  const { draft, problems } = inboxOf({ ...inboxStateOf(view), enabled }, view.id);
  return problems["credentials.secretAccessKey"] === undefined ? draft : null;
}
