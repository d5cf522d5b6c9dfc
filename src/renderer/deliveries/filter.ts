import type { DeliveryStatus } from "../../shared/delivery.ts";

/** What one list of the page shows: failed is for a person, waiting goes on by itself, unsent has ended without arriving. */
export const views = ["failed", "waiting", "unsent", "delivered"] as const;
export type View = (typeof views)[number];

export const statusesOf: Record<View, DeliveryStatus[]> = {
  failed: ["failed"],
  waiting: ["pending", "sending"],
  unsent: ["expired", "skipped", "cancelled", "filtered"],
  delivered: ["delivered"],
};

export interface DeliveryFilter {
  view: View;
  /** null: all destinations. */
  destinationId: string | null;
}

/** The filter in an address such as "?destination=nx&show=waiting"; failed of all destinations where it says nothing. */
export function filterOf(search: string): DeliveryFilter {
  const parameters = new URLSearchParams(search);
  const show = parameters.get("show");
  return { view: views.find((view) => view === show) ?? "failed", destinationId: parameters.get("destination") };
}

/** The address of a filter. */
export function addressOf({ view, destinationId }: DeliveryFilter): string {
  const parameters = new URLSearchParams();
  if (destinationId !== null) parameters.set("destination", destinationId);
  if (view !== "failed") parameters.set("show", view);
  const query = parameters.toString();
  return query === "" ? "/deliveries" : `/deliveries?${query}`;
}
