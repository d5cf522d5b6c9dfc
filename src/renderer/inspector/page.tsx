import { useParams } from "wouter";
import { InspectedEvent } from "./event.tsx";
import { QuarantinedPage } from "./quarantined.tsx";

/** /inspector: webhooks that were not understood; /inspector/12: one webhook, looked into. */
export function InspectorPage() {
  const { id } = useParams<{ id?: string }>();
  const eventId = /^[1-9]\d{0,14}$/.test(id ?? "") ? Number(id) : null;
  return eventId === null ? <QuarantinedPage /> : <InspectedEvent key={eventId} eventId={eventId} />;
}
