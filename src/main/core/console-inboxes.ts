import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type InboxDraft, type InboxView, SqsInbox } from "../../shared/inbox.ts";
import { type Phrase, phrase, sentences } from "../../shared/phrases/phrase.ts";
import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import { type ConsoleBackend, ConsoleError, type TestReport } from "../console/backend.ts";
import { InboxFault } from "../inbox/queue-client.ts";
import type { Log } from "../log.ts";
import { connectInbox, type Inboxes, openCredentials } from "./inboxes.ts";

type InboxesPart = Pick<ConsoleBackend, "inboxes" | "saveInbox" | "deleteInbox" | "testInbox">;

export interface ConsoleInboxesDeps {
  settings: SettingsStore;
  secrets: SecretBox;
  inboxes: Pick<Inboxes, "wake">;
  log: Log;
  /** Resolves when the inboxes work with the settings as they are now. */
  applied(): Promise<void>;
}

const testMs = 20_000;

/** Inboxes as the console shows, makes, tests and removes them. A secret key never leaves this side. */
export function createConsoleInboxes({ settings, secrets, inboxes, log, applied }: ConsoleInboxesDeps): InboxesPart {
  const find = (id: string) => {
    const found = settings.get().inboxes.find((inbox) => inbox.id === id);
    if (!found) throw new ConsoleError(phrase("console.inboxGone"));
    return found;
  };

  /** The inbox that a draft would become: a new secret key is sealed, a mark stands for the stored one. */
  async function resolve(draft: InboxDraft): Promise<SqsInbox> {
    const known = draft.id === null ? null : find(draft.id);
    const { credentials } = draft;
    if (credentials.kind === "profile") return SqsInbox.parse({ ...draft, id: known?.id ?? randomUUID(), credentials });
    const kept = known?.credentials.kind === "keys" ? known.credentials.secretAccessKey : null;
    const given = credentials.secretAccessKey;
    const sealed = typeof given === "string" ? await secrets.encrypt(given) : kept;
    if (sealed === null) throw new ConsoleError(phrase("value.secretAccessKey"), "credentials.secretAccessKey");
    return SqsInbox.parse({
      ...draft,
      id: known?.id ?? randomUUID(),
      credentials: { ...credentials, secretAccessKey: sealed },
    });
  }

  async function view({ credentials, ...inbox }: SqsInbox): Promise<InboxView> {
    if (credentials.kind === "profile") return { ...inbox, credentials };
    const readable = await secrets.decrypt(credentials.secretAccessKey).then(
      () => true,
      () => false,
    );
    return { ...inbox, credentials: { ...credentials, secretAccessKey: readable ? { set: true } : null } };
  }

  async function test(inbox: SqsInbox): Promise<Phrase> {
    const signal = AbortSignal.timeout(testMs);
    const client = await connectInbox(await openCredentials(inbox, secrets));
    try {
      const waiting = await client.waiting(signal);
      const found = waiting === 0 ? phrase("inbox.queueEmpty") : phrase("inbox.queueWaiting", { count: waiting });
      if (inbox.bucket === "") return sentences(found, phrase("inbox.bucketUntested"));
      await client.checkBucket(inbox.bucket, signal);
      return sentences(found, phrase("inbox.bucketAnswers", { bucket: inbox.bucket }));
    } catch (error) {
      if (signal.aborted) throw new InboxFault("later", phrase("inbox.noAnswerWithin", { time: `${testMs / 1000} s` }));
      throw error;
    } finally {
      client.close();
    }
  }

  return {
    inboxes: () => Promise.all(settings.get().inboxes.map(view)),
    async saveInbox(draft) {
      const saved = await resolve(draft);
      const current = settings.get();
      const taken = current.inboxes.find(
        (other) => other.id !== saved.id && other.name.toLowerCase() === saved.name.toLowerCase(),
      );
      if (taken) throw new ConsoleError(phrase("console.inboxTaken", { name: taken.name }), "name");
      const known = current.inboxes.some((other) => other.id === saved.id);
      settings.set({
        ...current,
        inboxes: known ? current.inboxes.map((other) => (other.id === saved.id ? saved : other)) : [...current.inboxes, saved],
      });
      await applied();
      // Saved without a change: whoever presses Save wants it tried again.
      inboxes.wake(saved.id);
      return view(saved);
    },
    async deleteInbox(id) {
      const current = settings.get();
      settings.set({ ...current, inboxes: current.inboxes.filter((inbox) => inbox.id !== find(id).id) });
      await applied();
    },
    async testInbox(draft) {
      const started = performance.now();
      const report = (ok: boolean, message: Phrase): TestReport => ({
        ...{ ok, message, durationMs: Math.round(performance.now() - started), certificate: null },
      });
      const inbox = await resolve(draft);
      try {
        const message = await test(inbox);
        // Nothing is learned of the saved one from a test with other settings.
        const saved = settings.get().inboxes.find((other) => other.id === inbox.id);
        if (isDeepStrictEqual(inbox, saved)) inboxes.wake(inbox.id);
        return report(true, message);
      } catch (error) {
        if (error instanceof InboxFault) return report(false, error.message);
        log.error("An inbox's test failed because of a fault of our own.", { error: String(error) });
        return report(false, phrase("console.testFault"));
      }
    },
  };
}
