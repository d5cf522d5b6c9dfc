import type { Overview } from "../../../shared/overview.ts";

/** What happened over time. */
export interface OverviewBackend {
  /**
   * `edges`: moments between which destinations are summed up, in ascending order and each a whole quarter of an hour; the console
   * chooses them by its own zone's days. `camera` null: all of them.
   */
  overview(query: { edges: readonly number[]; camera: string | null }): Promise<Overview>;
}
