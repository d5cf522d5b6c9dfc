import type { InboxDraft, InboxView } from "../../../shared/inbox.ts";
import type { TestReport } from "./destinations.ts";

/** Queues that webhooks are fetched from. */
export interface InboxesBackend {
  inboxes(): Promise<InboxView[]>;
  /** Creates (id null) or changes one. */
  saveInbox(draft: InboxDraft): Promise<InboxView>;
  deleteInbox(id: string): Promise<void>;
  /** Asks the queue and the bucket; never throws for a failed test. One that works wakes a stopped inbox of the same id. */
  testInbox(draft: InboxDraft): Promise<TestReport>;
}
