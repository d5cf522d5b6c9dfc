/** How a picture lies in its frame: null fits it in, a number is pixels of the screen per pixel of the picture. */
export type Zoom = number | null;

export const largestZoom = 4;

/** The zoom at which a picture fits its frame; 1 at most. */
export function fitZoom(picture: { width: number; height: number }, frame: { width: number; height: number }): number {
  if (picture.width <= 0 || picture.height <= 0 || frame.width <= 0) return 1;
  return Math.min(1, frame.width / picture.width, frame.height > 0 ? frame.height / picture.height : 1);
}

/** One step in (positive) or out; below "fits" there is nothing, so it snaps to fit. */
export function zoomStep(zoom: Zoom, fit: number, steps: number): Zoom {
  const next = (zoom ?? fit) * 1.25 ** steps;
  return next <= fit * 1.01 ? null : Math.min(largestZoom, next);
}

/** The scroll offset that keeps the picture's point under the pointer where it is while the zoom changes. */
export function keepPoint({
  scroll,
  pointer,
  before,
  after,
}: {
  scroll: number;
  pointer: number;
  before: number;
  after: number;
}): number {
  return Math.max(0, ((scroll + pointer) / before) * after - pointer);
}
