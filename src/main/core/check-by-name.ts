import type { SettingsStore } from "../../shared/settings.ts";
import type { TestReport } from "../console/backend.ts";
import type { DestinationSet } from "./destination-set.ts";
import type { BoundDestination } from "./destinations.ts";

interface CheckByNameDeps {
  settings: SettingsStore;
  destinations: Pick<DestinationSet, "get">;
  check(bound: BoundDestination): Promise<TestReport>;
}

/** The destination's test, for the command line; throws an Error that names the destinations there are. */
export function createCheckByName({ settings, destinations, check }: CheckByNameDeps) {
  return async (name: string): Promise<TestReport> => {
    const all = settings.get().destinations;
    const found = all.find((destination) => destination.name.toLowerCase() === name.toLowerCase());
    const bound = found && destinations.get(found.id);
    if (!bound) {
      const names = all.map((destination) => destination.name).join(", ");
      throw new Error(`There is no destination called ${name}. ${names ? `There are: ${names}.` : "None is set up yet."}`);
    }
    return check(bound);
  };
}
