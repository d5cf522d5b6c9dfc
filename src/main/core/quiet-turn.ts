const quietMs = 0.5;

/**
 * Resolves after a turn of the event loop in which nothing else had to be done, or after `most` turns: work that lasts for minutes lets
 * webhooks pass between two of its steps, which each need several turns, and still comes to its end when they never cease.
 */
export async function quietTurn(most = 40): Promise<void> {
  for (let turn = 0; turn < most; turn += 1) {
    const began = performance.now();
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (performance.now() - began < quietMs) return;
  }
}
