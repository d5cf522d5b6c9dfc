import type { CameraMap } from "../../shared/destination.ts";

/** One camera in the mapping table. */
export interface CameraRow {
  camera: string;
  /** "" : uses its own id. */
  target: string;
  /** null: mapped, but no read came from it yet. */
  seen: { reads: number; lastSeenAt: number } | null;
}

/** Cameras that were seen and cameras that are mapped, in one list by name; reads without a camera cannot be mapped. */
export function cameraRows(seen: readonly { camera: string; reads: number; lastSeenAt: number }[], map: CameraMap): CameraRow[] {
  const known = new Map(seen.map(({ camera, reads, lastSeenAt }) => [camera, { reads, lastSeenAt }]));
  const names = [...new Set([...known.keys(), ...Object.keys(map)])].filter((name) => name !== "");
  return names
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
    .map((camera) => ({
      camera,
      target: Object.hasOwn(map, camera) ? (map[camera] ?? "") : "",
      seen: known.get(camera) ?? null,
    }));
}

/** `map` with one camera led to `target`; an empty target means that the camera uses its own id again. */
export function withTarget(map: CameraMap, camera: string, target: string): CameraMap {
  const others = Object.entries(map).filter(([name]) => name !== camera);
  return Object.fromEntries(target.trim() === "" ? others : [...others, [camera, target]]);
}

/** Whether two mappings lead every camera to the same target. */
export function sameMap(a: CameraMap, b: CameraMap): boolean {
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length &&
    entries.every(([camera, target]) => Object.hasOwn(b, camera) && b[camera] === target)
  );
}
