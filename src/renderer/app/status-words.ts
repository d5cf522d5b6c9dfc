import { useTranslation } from "react-i18next";
import type { Attention, CoreStatus, DestinationStatus, InboxStatus } from "../../shared/status.ts";
import { attentionSentence, destinationSentence, inboxSentence } from "../../shared/status-sentences.ts";
import { useStatus } from "./live-context.tsx";
import { statusTell } from "./status-tell.ts";

/** Says of a destination, an inbox or an attention of the live status what stands there, in the page's language. */
export function useStatusWords() {
  const { t } = useTranslation();
  const held = useStatus()?.deliveriesPaused != null;
  const tell = statusTell(t);
  return {
    destination: (status: DestinationStatus) => destinationSentence(status, held, tell),
    inbox: (status: InboxStatus) => inboxSentence(status, tell),
    attention: (attention: Attention, status: CoreStatus) => attentionSentence(attention, status, tell),
  };
}
