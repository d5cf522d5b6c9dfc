import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPCClient } from "../app/trpc.ts";
import { refusalText } from "../ui/load-problem.tsx";

export interface RangeReading {
  looked: number;
  understood: number;
  reads: number;
  deliveries: number;
  /** running, or how it ended; failed: `problem` says why, null where the core does not answer. */
  state: "running" | "done" | "stopped" | "failed";
  problem: string | null;
}

const nothing = { looked: 0, understood: 0, reads: 0, deliveries: 0, problem: null };

/** Goes through the quarantined webhooks of a span, a step after the other, until the end or until it is stopped. */
export function useRangeReading() {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [reading, setReading] = useState<RangeReading | null>(null);
  const stopped = useRef(false);

  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  useEffect(() => stop, [stop]);

  const start = useCallback(
    async (order: { since?: number; until?: number; destinationIds: string[]; preview: boolean }) => {
      stopped.current = false;
      let sums: Omit<RangeReading, "state"> = nothing;
      setReading({ ...sums, state: "running" });
      try {
        for (let afterId: number | null = 0; afterId !== null && !stopped.current; ) {
          const step: Awaited<ReturnType<typeof client.rereadQuarantined.mutate>> = await client.rereadQuarantined.mutate({
            ...order,
            afterId,
          });
          sums = {
            looked: sums.looked + step.looked,
            understood: sums.understood + step.understood,
            reads: sums.reads + step.reads,
            deliveries: sums.deliveries + step.deliveries,
            problem: null,
          };
          afterId = step.next;
          setReading({ ...sums, state: afterId === null ? "done" : stopped.current ? "stopped" : "running" });
        }
      } catch (error) {
        setReading({ ...sums, state: "failed", problem: refusalText(error) });
      }
      if (!order.preview) await queries.invalidateQueries();
    },
    [client, queries],
  );
  return { reading, start, stop };
}
