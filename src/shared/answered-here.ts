/** The routes about updates; a test holds them to the router's. */
const updateRoutes = ["updates", "saveUpdates", "checkForUpdates", "takeUpdate"];

/**
 * Whether a question of the page is about the computer that its window is on. Where that is attached to a receiver in another process,
 * the window's own process answers it; so it is never sent together with others, which that receiver answers.
 */
export function isAnsweredHere(route: string): boolean {
  return route.startsWith("workstation.") || updateRoutes.includes(route);
}
