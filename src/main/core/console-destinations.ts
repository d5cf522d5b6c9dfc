import { randomUUID } from "node:crypto";
import { Destination } from "../../shared/destination.ts";
import { nearest } from "../../shared/nearest.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import type { SecretBox, SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import {
  type ConsoleBackend,
  ConsoleError,
  type DestinationDraft,
  type JsonSchema,
  type TestReport,
} from "../console/backend.ts";
import { DeliveryError, type Forwarder, type PlateListDesk } from "../forwarders/forwarder.ts";
import { forwarderOf, forwarderSchema, forwarders } from "../forwarders/index.ts";
import type { Log } from "../log.ts";
import type { Dispatcher } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import { mergeDraft, openSecrets, parseForwarderSettings, sealSecrets, viewOf } from "./destination-secrets.ts";
import type { DestinationSet } from "./destination-set.ts";
import { type BoundDestination, bindSettings, noImages } from "./destinations.ts";
import { localMidnight, type TodayCounts } from "./today.ts";

type DestinationsPart = Pick<
  ConsoleBackend,
  | "forwarders"
  | "destinations"
  | "destinationNumbers"
  | "destinationCameras"
  | "saveDestination"
  | "testDestination"
  | "destinationChoices"
  | "pauseDestination"
  | "resumeDestination"
  | "deleteDestination"
>;

export interface DestinationsDeps {
  store: Store;
  lists: PlateListDesk;
  settings: SettingsStore;
  secrets: SecretBox;
  dispatcher: Dispatcher;
  destinations: DestinationSet;
  today: TodayCounts;
  clock: Clock;
  log: Log;
  version: string;
  installation: string;
  /** Resolves when the queue works with the settings as they are now. */
  applied(): Promise<void>;
}

/** Destinations as the console shows, makes, tests and removes them. */
export function createConsoleDestinations(
  deps: DestinationsDeps,
): DestinationsPart & { check(bound: BoundDestination): Promise<TestReport> } {
  const { settings, secrets, dispatcher } = deps;
  const find = (id: string) => {
    const found = settings.get().destinations.find((destination) => destination.id === id);
    if (!found) throw new ConsoleError(phrase("console.destinationGone"));
    return found;
  };

  function kindOf(type: string): Forwarder {
    const found = forwarders.find((forwarder) => forwarder.type === type);
    if (!found) throw new ConsoleError(noForwarder(type), "forwarder");
    return found;
  }

  /** A draft with its secrets in plain text, validated; and the destination it would become, without them. */
  async function resolve(draft: DestinationDraft): Promise<{ values: Record<string, unknown>; destination: Destination }> {
    const forwarder = kindOf(draft.forwarder);
    const existing = draft.id === null ? null : find(draft.id);
    if (existing && existing.forwarder !== draft.forwarder) throw new ConsoleError(phrase("console.kindFixed"), "forwarder");
    // Secrets that cannot be read here are entered again: then there is nothing to keep.
    const kept = existing ? await openSecrets(existing, secrets).catch(() => ({})) : {};
    const values = parseForwarderSettings(forwarder, mergeDraft(forwarder, draft.settings, kept));
    const destination = Destination.parse({
      id: draft.id ?? randomUUID(),
      name: draft.name,
      forwarder: forwarder.type,
      enabled: draft.enabled,
      cameras: draft.cameras,
      rules: draft.rules,
    });
    return { values, destination };
  }

  async function check(bound: BoundDestination): Promise<TestReport> {
    const started = performance.now();
    const signal = AbortSignal.timeout(bound.queue.timeoutMs);
    const report = (ok: boolean, message: Phrase, certificate: TestReport["certificate"] = null): TestReport => ({
      ok,
      message,
      durationMs: Math.round(performance.now() - started),
      certificate,
    });
    try {
      return report(true, (await bound.forwarder.check(bound.context("", signal, noImages))).message);
    } catch (error) {
      if (error instanceof DeliveryError) return report(false, error.message, error.certificate ?? null);
      deps.log.error("A destination's test failed because of a fault of our own.", { error: String(error) });
      return report(false, phrase("console.testFault"));
    }
  }

  return {
    check,
    forwarders: () =>
      forwarders.map((forwarder) => ({
        type: forwarder.type,
        name: forwarder.name,
        summary: forwarder.summary,
        vendorUrl: forwarder.vendorUrl,
        unit: forwarder.unit,
        schema: forwarderSchema(forwarder) as JsonSchema,
        listsCameras: forwarder.cameras !== undefined,
      })),
    destinations: () =>
      Promise.all(
        settings.get().destinations.map((destination) => viewOf(destination, forwarderOf(destination.forwarder), secrets)),
      ),
    destinationNumbers(id) {
      find(id);
      const { delivered, waiting, failed, medianDelayMs } = deps.store.deliveries.numbers(id, localMidnight(deps.clock.now()));
      return { deliveredToday: delivered, waiting, failed, medianDelayMs, ratePerMinute: deps.today.ratePerMinute(id) };
    },
    async destinationCameras(id) {
      find(id);
      const bound = deps.destinations.get(id);
      if (!bound?.forwarder.cameras) return null;
      const signal = AbortSignal.timeout(bound.queue.timeoutMs);
      try {
        return await bound.forwarder.cameras(bound.context("", signal, noImages));
      } catch (error) {
        if (error instanceof DeliveryError) throw new ConsoleError(error.message);
        throw error;
      }
    },
    async saveDestination(draft) {
      const { values, destination } = await resolve(draft);
      const taken = settings
        .get()
        .destinations.find((other) => sameName(other.name, destination.name) && other.id !== destination.id);
      if (taken) throw new ConsoleError(phrase("console.destinationTaken", { name: taken.name }), "name");
      const forwarder = forwarderOf(destination.forwarder);
      const saved = { ...destination, ...(await sealSecrets(forwarder, values, secrets)) };
      const current = settings.get();
      const known = current.destinations.some((other) => other.id === saved.id);
      settings.set({
        ...current,
        destinations: known
          ? current.destinations.map((other) => (other.id === saved.id ? saved : other))
          : [...current.destinations, saved],
      });
      await deps.applied();
      return viewOf(saved, forwarder, secrets);
    },
    async testDestination(draft) {
      const { values, destination } = await resolve(draft);
      const bound = bindSettings(destination, values, null, deps);
      try {
        return await check(bound);
      } finally {
        await bound.close();
      }
    },
    async destinationChoices(draft, key) {
      const { values, destination } = await resolve(draft);
      const bound = bindSettings(destination, values, null, deps);
      try {
        const signal = AbortSignal.timeout(bound.queue.timeoutMs);
        return (await bound.forwarder.choices?.(key, bound.context("", signal, noImages))) ?? [];
      } catch (error) {
        if (error instanceof DeliveryError) throw new ConsoleError(error.message);
        throw error;
      } finally {
        await bound.close();
      }
    },
    async pauseDestination(id, until) {
      await dispatcher.pause(find(id).id, until);
    },
    async resumeDestination(id) {
      await dispatcher.resume(find(id).id);
      deps.destinations.listeners.again(id);
    },
    async deleteDestination(id) {
      const { name } = find(id);
      const current = settings.get();
      settings.set({ ...current, destinations: current.destinations.filter((other) => other.id !== id) });
      await deps.applied();
      // After it left the settings, so that no webhook adds a delivery in between.
      const cancelled = await dispatcher.cancel({ destinationId: id }, phrase("console.destinationDeleted", { name }));
      return { cancelled: cancelled.length };
    },
  };
}

function noForwarder(type: string): Phrase {
  const types = forwarders.map((forwarder) => forwarder.type);
  const meant = nearest(type, types);
  const named = { type: JSON.stringify(type), known: types.join(", ") };
  return meant
    ? phrase("console.noForwarderMeant", { ...named, meant: JSON.stringify(meant) })
    : phrase("console.noForwarder", named);
}

/** Names are how people and settings files refer to destinations: they must differ by more than case. */
const sameName = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: "accent" }) === 0;
