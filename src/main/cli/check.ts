import type { Destination } from "../../shared/destination.ts";
import { nearest } from "../../shared/nearest.ts";
import { openSecrets } from "../core/destination-secrets.ts";
import { invalidSettings, noImages } from "../core/destinations.ts";
import { namesOnly } from "../core/plate-list-desk.ts";
import { DeliveryError, type PlateListDesk } from "../forwarders/forwarder.ts";
import { forwarderOf } from "../forwarders/index.ts";
import { createHttpClient } from "../forwarders/kit/http.ts";
import { createKeeper } from "../forwarders/kit/keeper.ts";
import { createKeyFileSecretBox } from "../settings/secret-box.ts";
import { readSettings } from "../settings/settings-store.ts";
import { readArguments } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { say, type Terminal } from "./terminal.ts";

/**
 * `plate-courier check NAME`: the test of one destination, from the settings on disk, whether the receiver runs or not.
 * Prints what the test said; exit code 0: it works, 1: it does not.
 */
export async function check(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, { "data-dir": { type: "string" } }, ["The destination's name"]);
  const dataDir = dataDirOf(values["data-dir"], terminal);
  const { destinations, lists } = readSettings(dataDir);
  const name = positionals[0] ?? "";
  const destination = destinations.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (!destination) {
    say(terminal.stderr, unknownName(name, destinations, dataDir));
    return 1;
  }
  try {
    say(terminal.stdout, await reportOf(destination, namesOnly(lists), dataDir, terminal));
    return 0;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    say(terminal.stderr, error.message);
    if (error.certificate) {
      const { subject, issuer, validTo, sha256 } = error.certificate;
      say(terminal.stderr, `Its certificate: ${subject}, issued by ${issuer}, valid until ${validTo}, SHA-256 ${sha256}`);
    }
    return 1;
  }
}

async function reportOf(destination: Destination, lists: PlateListDesk, dataDir: string, { env }: Terminal): Promise<string> {
  const forwarder = forwarderOf(destination.forwarder);
  const secrets = createKeyFileSecretBox({ dir: dataDir, environmentKey: env.PLATE_COURIER_KEY });
  const parsed = forwarder.settings.safeParse(await openSecrets(destination, secrets));
  if (!parsed.success) {
    throw new DeliveryError("misconfigured", invalidSettings(destination, parsed.error));
  }
  const settings = parsed.data;
  const timeoutMs = typeof settings.timeoutS === "number" ? settings.timeoutS * 1000 : forwarder.limits.timeoutMs;
  const certificateSha256 = typeof settings.certificateSha256 === "string" ? settings.certificateSha256 : null;
  const http = createHttpClient({ certificateSha256, timeoutMs });
  const signal = AbortSignal.timeout(timeoutMs);
  const keeper = createKeeper();
  try {
    const bound = { request: (request: Parameters<typeof http.request>[0]) => http.request({ signal, ...request }) };
    const context = {
      ...{ settings, http: bound, images: noImages, camera: "", lists, keep: keeper.keep, signal },
      now: Date.now,
    };
    return (await forwarder.check(context)).message;
  } finally {
    await keeper.close();
    await http.close();
  }
}

function unknownName(name: string, destinations: readonly Destination[], dataDir: string): string {
  const names = destinations.map((known) => known.name);
  if (names.length === 0) return `There is no destination called ${name}: none is set up in ${dataDir}.`;
  const meant = nearest(name, names);
  return `There is no destination called ${name}. There are: ${names.join(", ")}.${meant ? ` Did you mean ${meant}?` : ""}`;
}
