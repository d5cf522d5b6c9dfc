import { type Range, ranges } from "./ranges.ts";

/** What the overview shows; `camera` null: all. */
export interface OverviewChoice {
  range: Range;
  camera: string | null;
}

/** The choice in an address such as "?range=week&camera=gate"; today of all cameras where it says nothing. */
export function choiceOf(search: string): OverviewChoice {
  const parameters = new URLSearchParams(search);
  return { range: ranges.find((range) => range === parameters.get("range")) ?? "today", camera: parameters.get("camera") };
}

/** The address of a choice. */
export function addressOf({ range, camera }: OverviewChoice): string {
  const parameters = new URLSearchParams();
  if (range !== "today") parameters.set("range", range);
  if (camera !== null) parameters.set("camera", camera);
  const query = parameters.toString();
  return query === "" ? "/overview" : `/overview?${query}`;
}
