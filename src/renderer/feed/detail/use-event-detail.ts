import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { DeliveryChip } from "../../../shared/feed.ts";
import { useDeliveryChanges } from "../../app/live-context.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** One event with everything about it: asked anew whenever one of its deliveries changes. Null where it is not there any more. */
export function useEventDetail(eventId: number) {
  const trpc = useTRPC();
  const query = useQuery(trpc.event.queryOptions({ eventId }));
  const { refetch } = query;
  useDeliveryChanges(
    useCallback(
      (chips: readonly DeliveryChip[]) => {
        if (chips.some((chip) => chip.eventId === eventId)) void refetch();
      },
      [eventId, refetch],
    ),
  );
  return query;
}
