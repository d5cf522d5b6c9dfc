/** The deliveries. */
export function DeliveriesPage() {
  return null;
}
