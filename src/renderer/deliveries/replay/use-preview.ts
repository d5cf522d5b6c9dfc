import { useEffect, useState } from "react";
import type { ReplayOrders, ReplayPreview } from "../../../shared/replay.ts";
import { useTRPCClient } from "../../app/trpc.ts";
import { refusalText } from "../../ui/load-problem.tsx";

export interface PreviewState {
  preview: ReplayPreview | null;
  /** In the core's words; "" where it did not answer. */
  problem: string | null;
}

const nothing: PreviewState = { preview: null, problem: null };

/** What these orders would do, told as it is found out; null: nothing is asked. Other orders break the asking off. */
export function usePreview(orders: ReplayOrders | null): PreviewState {
  const client = useTRPCClient();
  const [state, setState] = useState<PreviewState>(nothing);
  const text = orders === null ? null : JSON.stringify(orders);
  useEffect(() => {
    setState(nothing);
    if (text === null) return;
    const asking = client.replayPreview.subscribe(JSON.parse(text) as Parameters<typeof client.replayPreview.subscribe>[0], {
      onData(preview) {
        setState({ preview, problem: null });
        // A stream that ended would be opened again.
        if (preview.done) asking.unsubscribe();
      },
      onError(error) {
        asking.unsubscribe();
        setState({ preview: null, problem: refusalText(error) ?? "" });
      },
    });
    return () => asking.unsubscribe();
  }, [client, text]);
  return state;
}
