/** Stands in until the destinations page is built. */
export function DestinationsPage() {
  return null;
}
