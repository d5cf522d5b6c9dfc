/** A screen, as Electron tells it. */
export interface Display {
  id: number;
  bounds: { x: number; y: number; width: number; height: number };
  workArea: { x: number; y: number; width: number; height: number };
}

/** Where the wall opens: on the first display that is not `taken`, as a whole; where there is only that one, as a window on it. */
export function wallPlace(displays: readonly Display[], taken: number): { area: Display["bounds"]; fullscreen: boolean } {
  const free = displays.find(({ id }) => id !== taken);
  if (free) return { area: free.bounds, fullscreen: true };
  const { x = 0, y = 0, width = 1280, height = 800 } = displays[0]?.workArea ?? {};
  return { area: { x, y, width: Math.min(width, 1600), height: Math.min(height, 1000) }, fullscreen: false };
}
