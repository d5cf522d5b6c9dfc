/**
 * What happens in the demo while vehicles pass, and what is said about it:
 *
 * all well --15 s--> Nx Witness away --15 s--> it answers again --its next probe--> all well, and so on every three minutes
 *
 * A retry is tried after 5 s and then after 15 s, each ±20 %: whoever is away for 15 s is found back by the second probe, some
 * seconds later. After 20 s that probe might just miss it, and the next one would come only a minute later.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { RunningSimulator } from "../simulators/simulator.ts";
import { type ConsoleClient, names } from "./set-up.ts";

const calmMs = 15_000;
const awayMs = 15_000;
const laterMs = 180_000;

export interface StoryParts {
  client: ConsoleClient;
  nx: Pick<RunningSimulator, "fail">;
  /** One paragraph. */
  say(text: string): void;
  signal: AbortSignal;
}

/** Goes on until the signal aborts; then rejects with the AbortError. */
export async function tellStory({ client, nx, say, signal }: StoryParts): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { signal });
  const stateOfNx = async () =>
    (await client.status.query(undefined, { signal })).destinations.find(({ name }) => name === names.nx);
  say("Vehicles pass four cameras. Live shows them as they come; open one to see its boxes, deliveries and JSON.");
  for (let first = true; ; first = false) {
    await pause(first ? calmMs : laterMs);
    nx.fail("reset");
    say(
      `${names.nx} goes away for ${awayMs / 1000} s. Its reads wait, in order; the other destinations go on. Look at Deliveries.`,
    );
    await pause(awayMs);
    nx.fail(undefined);
    const before = await stateOfNx();
    say(
      `${names.nx} answers again, but nobody has told Plate Courier: its next probe will find out. The console says: "${before?.sentence ?? ""}"`,
    );
    for (;;) {
      await pause(500);
      const state = await stateOfNx();
      if (state && state.state !== "retrying" && state.waiting === 0) break;
    }
    say(
      first
        ? `${names.nx} has recovered: what waited was delivered, in order, nothing is lost. Open a read of that time to see its attempts. It goes away again every three minutes.`
        : `${names.nx} has recovered: what waited was delivered, in order.`,
    );
  }
}
