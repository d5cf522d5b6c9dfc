import type { Box } from "../../shared/plate-read.ts";

/** SVG's words for which part of the picture stays when it fills an area of another shape: the one with the plate. */
export function cutOf(box: Box | null, { width, height }: { width: number; height: number }): string {
  if (box === null) return "xMidYMid slice";
  const part = (at: number) => (at < 1 / 3 ? "Min" : at > 2 / 3 ? "Max" : "Mid");
  return `x${part((box.xmin + box.xmax) / 2 / width)}Y${part((box.ymin + box.ymax) / 2 / height)} slice`;
}
