/** Fills the screen, where the browser lets it; needs a click or a key press just before. */
export function fillScreen(): void {
  if (document.fullscreenElement !== null) return;
  // Refused where a policy forbids it: the wall then fills the window.
  document.documentElement.requestFullscreen?.({ navigationUI: "hide" }).catch(() => undefined);
}

export function leaveScreen(): void {
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
}
