/** Finds a Mosquitto, the MQTT broker most often met, for the tests against a real one: an installed one, else Debian's through apt. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall } from "./apt.mjs";

/**
 * `due`: this machine could have had it (Debian, as root), so that its absence is a failure where nothing may be skipped.
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ path: string } | { missing: string, due: boolean }>}
 */
export async function mosquitto({ log }) {
  const installed = installedMosquitto();
  if (installed) return { path: installed };
  log("Mosquitto: not installed.");
  const apt = await aptInstall(["mosquitto"], { log });
  const found = installedMosquitto();
  if (found) return { path: found };
  const due = existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
  return { missing: apt.ok ? "apt brought none" : apt.reason, due };
}

/** Its program, or null. It lies where only root's path leads. */
export function installedMosquitto() {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const names = process.platform === "win32" ? ["mosquitto.exe"] : ["mosquitto"];
  const places = folders.filter((folder) => folder !== "").flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((place) => existsSync(place)) ?? null;
}
