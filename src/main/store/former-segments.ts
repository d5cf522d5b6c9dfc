import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type SegmentId, segmentNamed, segmentPath } from "./segments.ts";
import { writeDurably } from "./write-durably.ts";

/**
 * Segments that a former database wrote: one that was damaged, or that a copy took the place of. Their pictures were answered with
 * 200, and the database in use may know none of them, or not the last ones: so they are neither cut nor taken for what a crash left,
 * and nothing is appended to them. Which they are stands in a file beside them, as every database may be lost.
 *
 * They go when retention deletes by age what is of their day; and to make room once nothing can refer to them any more.
 */
export interface FormerSegments {
  has(segment: SegmentId): boolean;
  /** Oldest first, with the bytes each had. */
  all(): { id: SegmentId; bytes: number }[];
  forget(segment: SegmentId): void;
}

export const formerFileName = "former.json";

/** `takeAll`: every segment on the disk is a former one now. */
export function openFormerSegments(imageFolder: string, takeAll: boolean): FormerSegments {
  const path = join(imageFolder, formerFileName);
  const known = readFormer(path);
  // Where the file itself was damaged nobody knows which of them are: then all are.
  if (takeAll || known === "damaged") {
    const found = segmentsOnDisk(imageFolder).map((id) => ({ id, bytes: sizeOf(segmentPath(imageFolder, id)) }));
    return kept(path, found, found.length > 0 || known !== null);
  }
  return kept(path, known ?? [], false);
}

function kept(path: string, found: { id: SegmentId; bytes: number }[], write: boolean): FormerSegments {
  const former = new Map(found.sort((a, b) => a.id - b.id).map((one) => [one.id, one.bytes]));
  const all = () => [...former].map(([id, bytes]) => ({ id, bytes }));
  const save = () => {
    if (former.size === 0) rmSync(path, { force: true });
    else writeDurably(path, JSON.stringify({ segments: all() }));
  };
  if (write) save();
  return {
    has: (segment) => former.has(segment),
    all,
    forget(segment) {
      if (former.delete(segment)) save();
    },
  };
}

function readFormer(path: string): { id: SegmentId; bytes: number }[] | "damaged" | null {
  if (!existsSync(path)) return null;
  try {
    const { segments } = JSON.parse(readFileSync(path, "utf8")) as { segments: { id: SegmentId; bytes: number }[] };
    const whole = segments.every(({ id, bytes }) => Number.isSafeInteger(id) && Number.isSafeInteger(bytes));
    return whole ? segments : "damaged";
  } catch {
    return "damaged";
  }
}

/** Every segment there is a file of. */
export function segmentsOnDisk(imageFolder: string): SegmentId[] {
  const days = existsSync(imageFolder) ? readdirSync(imageFolder, { withFileTypes: true }) : [];
  return days
    .filter((day) => day.isDirectory())
    .flatMap((day) => readdirSync(join(imageFolder, day.name)).map((file) => segmentNamed(day.name, file)))
    .filter((id) => id !== null);
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
