import type { UpdateFeed } from "./manifest.ts";
import release from "./release-feed.json" with { type: "json" };

const { url, keys }: { url: string | null; keys: Record<string, string> } = release;

/** Where this build gets its updates from; null: from nowhere, because whoever built it named no address or no key (docs/releasing.md). */
export const releaseFeed: UpdateFeed | null = url === null || Object.keys(keys).length === 0 ? null : { url, keys };
