/** Fills the screen, where the browser lets it; needs a click or a key press just before. */
export function fillScreen(): void {
  if (document.fullscreenElement !== null) return;
  // Refused where a policy forbids it: the wall then fills the window.
  document.documentElement.requestFullscreen?.({ navigationUI: "hide" }).catch(() => undefined);
}

export function leaveScreen(): void {
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
}

/** The address of the wall, of one camera or of all (null). */
export function wallAddress(camera: string | null): string {
  return camera === null ? "/wall" : `/wall?${new URLSearchParams({ camera }).toString()}`;
}

/** The camera that an address's query names; null: all. */
export function cameraIn(search: string): string | null {
  return new URLSearchParams(search).get("camera");
}
