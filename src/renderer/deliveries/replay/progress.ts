import { deliveryStatuses } from "../../../shared/delivery.ts";
import type { ReplayView } from "../../../shared/replay.ts";

/**
 * How far a replay is: of the range the part that was gone through, less what of that still waits. `left`: deliveries that wait or are
 * under way. `ended`: those that came to an end.
 */
export function replayProgress({ looked, total, counts }: ReplayView): { share: number; left: number; ended: number } {
  const left = counts.pending + counts.sending;
  const all = deliveryStatuses.reduce((sum, status) => sum + counts[status], 0);
  const gone = total === 0 ? 1 : looked / total;
  return { share: all === 0 ? gone : gone * ((all - left) / all), left, ended: all - left };
}
