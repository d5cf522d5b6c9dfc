import { execFile } from "node:child_process";
import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as requestPlain } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { NsisUpdater } from "electron-updater";
import { ElectronHttpExecutor } from "electron-updater/out/electronHttpExecutor.js";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { type AskingInstallerDependencies, createAskingInstaller } from "../../src/main/updates/asking-installer.ts";
import { createNsisInstaller } from "../../src/main/updates/nsis-installer.ts";
import { keyId, type UpdateKeys } from "../../src/main/updates/statement.ts";
import { createUpdater, type UpdaterDependencies } from "../../src/main/updates/updater.ts";
import { Settings, type SettingsStore } from "../../src/shared/settings.ts";
import type { UpdateMode, UpdateOffer } from "../../src/shared/updates.ts";

export interface SigningKey {
  privateKey: KeyObject;
  keys: UpdateKeys;
}

export function signingKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { privateKey, keys: { [keyId(publicKey)]: publicKey.export({ type: "spki", format: "der" }).toString("base64") } };
}

/** A folder on a web server, as a release fills it. */
export async function createUpdateServer(key: SigningKey) {
  const dir = mkdtempSync(join(tmpdir(), "plate-courier-feed-"));
  const asked: string[] = [];
  /** How much of an installer is sent before the connection breaks; null: all. */
  let cutAfter: number | null = null;
  let failing: number | null = null;
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? "/").slice(1).split("?")[0] ?? "");
    asked.push(name);
    if (failing !== null) return response.writeHead(failing).end();
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(dir, name));
    } catch {
      return response.writeHead(404).end();
    }
    response.writeHead(200, { "content-length": bytes.length });
    if (cutAfter === null || !name.endsWith(".exe")) return response.end(bytes);
    response.write(bytes.subarray(0, cutAfter), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    dir,
    asked,
    /** Publishes a version as the release build does: electron-builder's manifest, then scripts/sign-update.mjs. */
    async publish(version: string, options: { arch?: string; key?: SigningKey; arguments?: string[] } = {}) {
      const { arch = "x64", key: by = key } = options;
      const installer = randomBytes(200_000);
      const name = `Plate-Courier-Setup-${version}-${arch}.exe`;
      const hash = createHash("sha512").update(installer).digest("base64");
      writeFileSync(join(dir, name), installer);
      const manifest = join(dir, `latest-${arch}.yml`);
      writeFileSync(
        manifest,
        `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${hash}\n    size: ${installer.length}\npath: ${name}\nsha512: ${hash}\nreleaseDate: '2026-11-27T02:01:35.320Z'\n`,
      );
      await promisify(execFile)(process.execPath, ["scripts/sign-update.mjs", manifest, arch, ...(options.arguments ?? [])], {
        env: {
          ...process.env,
          PLATE_COURIER_UPDATE_KEY: by.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
        },
      });
      return { manifest, name, installer };
    },
    file: (name: string) => readFileSync(join(dir, name)),
    put: (name: string, bytes: Buffer | string) => writeFileSync(join(dir, name), bytes),
    cutAfter: (bytes: number | null) => {
      cutAfter = bytes;
    },
    failWith: (status: number | null) => {
      failing = status;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The updater with the real electron-updater, which downloads over Node's http and starts nothing. */
export function createUpdaterUnderTest(given: {
  url: string;
  keys: UpdateKeys;
  mode?: UpdateMode;
  version?: string;
  arch?: string;
  /** Where they are kept elsewhere; `mode` then does not count. */
  settings?: SettingsStore;
  /** As in a window that is attached: Windows is asked, with this answer. */
  asking?: AskingInstallerDependencies["ask"];
}) {
  const dir = mkdtempSync(join(tmpdir(), "plate-courier-updates-"));
  writeFileSync(join(dir, "app-update.yml"), "provider: generic\nupdaterCacheDirName: plate-courier-updater\n");
  const events: string[] = [];
  const offers: UpdateOffer[] = [];
  const calm = { now: true, asked: 0 };
  let seen: ReturnType<UpdaterDependencies["seen"]["read"]> = null;

  class Started extends NsisUpdater {
    /** What would be run, and how. */
    override doInstall(): boolean {
      events.push(`install ${this.installerPath}`);
      return true;
    }
    override quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void {
      this.install(isSilent, isForceRunAfter);
    }
  }
  class OverNode extends ElectronHttpExecutor {
    override createRequest(options: unknown, callback: (response: unknown) => void): never {
      return requestPlain(options as object, callback) as never;
    }
    override addRedirectHandlers(): void {}
  }
  const version = given.version ?? "1.0.0";
  const updater = new Started(null, {
    ...{ version, name: "plate-courier", isPackaged: true, userDataPath: dir, baseCachePath: dir },
    appUpdateConfigPath: join(dir, "app-update.yml"),
    whenReady: async () => {},
    relaunch() {},
    quit() {},
    onQuit() {},
  });
  Object.assign(updater, { httpExecutor: new OverNode() });

  const settings = given.settings ?? settingsOf(given.mode ?? "notify");
  const { url, keys } = given;
  const nsis = createNsisInstaller({ updater, url, log: silentLog });
  const { asking } = given;
  const installer = asking ? createAskingInstaller({ inner: nsis, ask: asking, quit: () => void events.push("quit") }) : nsis;
  const subject = createUpdater({
    feed: { url, keys },
    ...{ version, settings, installer, clock: systemClock, log: silentLog },
    arch: given.arch ?? "x64",
    seen: { read: () => seen, write: (next) => (seen = next) },
    fetch: (address, init) => fetch(address, init),
    calm() {
      calm.asked += 1;
      return calm.now;
    },
    async stopCore() {
      events.push("core stopped");
    },
    restart: () => events.push("restarted"),
    tell: (offer) => offers.push(offer),
  });
  return {
    subject,
    settings,
    events,
    offers,
    calm,
    dir,
    seen: () => seen,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function settingsOf(mode: UpdateMode): SettingsStore {
  let current = Settings.parse({ updates: { mode } });
  const listeners = new Set<(next: Settings, previous: Settings) => void>();
  return {
    get: () => current,
    set(next) {
      const previous = current;
      current = next;
      for (const listener of listeners) listener(next, previous);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
