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

/** A camera as the destination itself lists it. */
export interface VendorCamera {
  id: string;
  name: string;
}

/**
 * mapped: leads to a camera that the destination knows, or to a typed id where it lists none. own: uses its own id. gone: leads to
 * a camera that the destination does not list any more. unknown: uses its own id, which the destination does not list.
 */
export type MappingState = "mapped" | "own" | "gone" | "unknown";

/** How a row stands; `theirs` is null where the destination lists no cameras, or did not answer. */
export function mappingState({ camera, target }: CameraRow, theirs: readonly VendorCamera[] | null): MappingState {
  const listed = theirs === null || theirs.length === 0 || theirs.some(({ id }) => id === (target === "" ? camera : target));
  if (target === "") return listed ? "own" : "unknown";
  return listed ? "mapped" : "gone";
}

/**
 * The destination's camera that an unmapped one most likely is: the only one of the same name or id (without case, spaces and
 * marks), else the only one whose name holds ours or lies in it. null where none or several could be meant.
 */
export function suggestion({ camera, target }: CameraRow, theirs: readonly VendorCamera[] | null): VendorCamera | null {
  if (target !== "" || theirs === null || theirs.some(({ id }) => id === camera)) return null;
  const wanted = bare(camera);
  const same = theirs.filter(({ id, name }) => bare(name) === wanted || bare(id) === wanted);
  const alike = theirs.filter(({ name }) => {
    const short = [bare(name), wanted].sort((a, b) => a.length - b.length);
    return (short[0]?.length ?? 0) >= 3 && (short[1] ?? "").includes(short[0] ?? "");
  });
  const found = same.length > 0 ? same : alike;
  return found.length === 1 ? (found[0] ?? null) : null;
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
