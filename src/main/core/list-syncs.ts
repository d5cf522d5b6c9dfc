/** The syncs of plate lists with the one HTTP client that they share, and what a person must be told about them. */
import type { PlateList } from "../../shared/plate-list.ts";
import type { Attention } from "../../shared/status.ts";
import { listSentence } from "../../shared/status-sentences.ts";
import { english } from "../english.ts";
import { createHttpClient } from "../forwarders/kit/http.ts";
import { createParkPowSyncs, type ParkPowSyncDeps, type ParkPowSyncs } from "../lists/parkpow-sync.ts";
import type { ListSyncState } from "../store/store.ts";

export type ListSyncDeps = Omit<ParkPowSyncDeps, "http"> & { version: string };

/** One page of ParkPow's answer, generously. */
const mostAnswerBytes = 16 * 1024 * 1024;
const timeoutMs = 30_000;

export function createListSyncs({ version, ...deps }: ListSyncDeps): ParkPowSyncs & {
  /** For the status: lists that a person must look at. */
  attention(): Attention[];
} {
  const http = createHttpClient({ timeoutMs, maxAnswerBytes: mostAnswerBytes, userAgent: `PlateCourier/${version}` });
  const syncs = createParkPowSyncs({ ...deps, http });
  return {
    ...syncs,
    attention: () =>
      deps
        .lists()
        .filter(({ sync }) => sync !== null)
        .flatMap((list) => attentionTo(list, deps.entries.syncState(list.id), deps.clock.now())),
    async stop() {
      await syncs.stop();
      await http.close();
    },
  };
}

/** ParkPow may be away for an hour without anybody missing it: the last good copy is used meanwhile. */
const patienceMs = 60 * 60 * 1000;

function attentionTo({ id, name }: PlateList, { syncedAt, failingSince, problem }: ListSyncState, now: number): Attention[] {
  if (failingSince === null || now - failingSince < patienceMs) return [];
  const hours = Math.floor((now - failingSince) / patienceMs);
  const about = { kind: "list", name, hours, problem: problem ?? "", copy: syncedAt !== null } as const;
  return [{ level: "warning", key: `list:${id}`, about, text: listSentence(about, english) }];
}
