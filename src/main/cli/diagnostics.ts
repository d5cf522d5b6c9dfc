import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectDiagnostics } from "../diagnostics/collect.ts";
import { createKeyFileSecretBox } from "../settings/secret-box.ts";
import { readSettings } from "../settings/settings-store.ts";
import { version } from "../version.ts";
import { readArguments } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { say, type Terminal } from "./terminal.ts";

/** `plate-courier diagnostics`: the file for support, whether the receiver runs or not. Resolves with the exit code. */
export async function diagnostics(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readArguments(argv, { "data-dir": { type: "string" }, out: { type: "string" } });
  const dataDir = dataDirOf(values["data-dir"], terminal);
  const { text } = await collectDiagnostics({
    ...{ dataDir, version, now: Date.now },
    settings: () => readSettings(dataDir),
    secrets: keysOf(dataDir, terminal),
    status: () => null,
  });
  if (values.out === undefined) say(terminal.stdout, text);
  else {
    writeFileSync(values.out, text, { mode: 0o600 });
    say(terminal.stderr, `Written to ${values.out}. Look through it before you send it.`);
  }
  return 0;
}

/** Where there is no key here, none is made: then what has the shape of a secret still goes. */
function keysOf(dataDir: string, { env }: Terminal) {
  const hasKey = Boolean(env.PLATE_COURIER_KEY) || existsSync(join(dataDir, "secret.key"));
  if (!hasKey) return { decrypt: () => Promise.reject(new Error("There is no key.")) };
  return {
    decrypt: async (cipher: string) =>
      createKeyFileSecretBox({ dir: dataDir, environmentKey: env.PLATE_COURIER_KEY }).decrypt(cipher),
  };
}
