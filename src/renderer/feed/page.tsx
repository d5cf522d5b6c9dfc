/** The live feed. */
export function FeedPage({ eventId }: { eventId: number | null }) {
  return <p>{eventId}</p>;
}
