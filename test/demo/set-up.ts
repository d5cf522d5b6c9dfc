/** Sets Plate Courier up for the demo as an operator does in the console: lists, destinations, tests, a pinned certificate, cameras. */
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { ConsoleRouter } from "../../src/main/console/router.ts";
import { Rules } from "../../src/shared/destination.ts";
import type { RunningSimulator } from "../simulators/simulator.ts";
import { cameras, staff, wanted } from "./traffic.ts";

export type ConsoleClient = TRPCClient<ConsoleRouter>;

/** The console's contract from outside of a browser. */
export function consoleClient(courier: { console: string; consoleToken: string }): ConsoleClient {
  const headers = { authorization: `Bearer ${courier.consoleToken}` };
  return createTRPCClient<ConsoleRouter>({ links: [httpLink({ url: new URL("trpc", courier.console).href, headers })] });
}

export const names = { synology: "Synology", nx: "Nx Witness", webhook: "Front desk" } as const;
/** How the simulated Nx Witness calls the cameras. It has none at the loading dock. */
export const nxCameras = { "gate-in": "Gate in", "gate-out": "Gate out", yard: "Yard" } as const;

interface Simulated {
  synology: RunningSimulator;
  nx: RunningSimulator;
  webhook: RunningSimulator;
}

/** Adds what is not there yet, and points what is there (a data folder that was kept) to this run's simulators. */
export async function setUp(client: ConsoleClient, simulated: Simulated): Promise<void> {
  await keepList(client, { name: "Staff", color: "green" }, staff);
  const wantedList = await keepList(client, { name: "Wanted", color: "red" }, wanted);

  const readable = Rules.parse({ requirePlate: true });
  await keepDestination(client, {
    ...{ name: names.synology, forwarder: "synology", settings: simulated.synology.settings, rules: readable },
  });
  await keepDestination(client, {
    ...{ name: names.nx, forwarder: "nx-witness", settings: { ...simulated.nx.settings, list: wantedList } },
    rules: { ...readable, cameras: Object.keys(nxCameras) },
    cameraNames: nxCameras,
  });
  await keepDestination(client, {
    ...{ name: names.webhook, forwarder: "webhook", settings: simulated.webhook.settings },
    rules: Rules.parse({ cameras: cameras.filter((camera) => camera !== "yard") }),
  });
}

async function keepList(
  client: ConsoleClient,
  { name, color }: { name: string; color: "green" | "red" },
  entries: readonly { plate: string; name: string; note: string }[],
): Promise<string> {
  const found = (await client.lists.query()).find((list) => list.name === name);
  const list = found ?? (await client.saveList.mutate({ id: null, name, color, notify: false, sound: false, sync: null }));
  if (!found) for (const entry of entries) await client.saveListEntry.mutate({ ...entry, listId: list.id, former: null });
  return list.id;
}

interface Wish {
  name: string;
  forwarder: string;
  settings: Record<string, unknown>;
  rules: Rules;
  /** By Stream's camera: what the destination calls it. */
  cameraNames?: Readonly<Record<string, string>>;
}

async function keepDestination(client: ConsoleClient, { name, forwarder, settings, rules, cameraNames }: Wish): Promise<void> {
  const id = (await client.destinations.query()).find((destination) => destination.name === name)?.id ?? null;
  const draft = { id, name, forwarder, enabled: true, settings, rules, cameras: {} };
  let report = await client.testDestination.mutate(draft);
  if (report.certificate) {
    // What the console's button "Trust this certificate" does.
    draft.settings = { ...settings, certificateSha256: report.certificate.sha256 };
    report = await client.testDestination.mutate(draft);
  }
  if (!report.ok) throw new Error(`The test of ${name} failed: ${report.message}`);
  const saved = await client.saveDestination.mutate(draft);
  if (!cameraNames) return;
  const offered = (await client.destinationCameras.query({ id: saved.id })) ?? [];
  const chosen = Object.entries(cameraNames).flatMap(([camera, called]) => {
    const match = offered.find((one) => one.name === called);
    return match ? [[camera, match.id]] : [];
  });
  await client.saveDestination.mutate({ ...draft, id: saved.id, cameras: Object.fromEntries(chosen) });
}
