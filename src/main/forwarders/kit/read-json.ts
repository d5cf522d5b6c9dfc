/** One read as JSON for programs of the operator's own: flat, with names in the style of the recogniser's. */
import type { ListMatch } from "../../../shared/plate-list.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";

/** `camera`: the destination's name of it. `captured_at`: ISO 8601 in UTC. What is not known is null; who is not listed has no name. */
export function readJson(read: PlateRead, { camera, listed }: { camera: string; listed: ListMatch | undefined }) {
  const { plate, score, region, vehicleType, make, model, color, direction } = read;
  return {
    plate,
    camera,
    captured_at: new Date(read.capturedAt ?? read.receivedAt).toISOString(),
    ...{ score, region, vehicle_type: vehicleType, make, model, color, direction },
    name: listed?.name ?? "",
    list: listed?.listName ?? "",
  };
}
