import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectPackage, type Made, makeWindowsPackage } from "../../scripts/windows-package.mjs";

const megabyte = 1024 * 1024;
const made: Partial<Record<"x64" | "arm64", Made>> = {};
let offline: string | null = null;

describe.each(["x64", "arm64"] as const)("the Windows package for %s", (arch) => {
  beforeAll(async () => {
    const result = await makeWindowsPackage({ arch, log: (line) => console.log(line) });
    if ("failed" in result) throw new Error(result.failed);
    if ("offline" in result) offline = `npm's registry cannot be reached, and its cache lacks the natives:\n${result.offline}`;
    else made[arch] = result;
  });

  it("holds what it needs and nothing else, with fuses, version and icons as they should be", async (context) => {
    const { dir } = packageOf(arch, context);
    const { entries, problems } = await inspectPackage(dir, arch);
    expect(problems).toEqual([]);
    const sum = (place: string) =>
      entries.filter((entry) => entry.place === place).reduce((total, { bytes }) => total + bytes, 0);
    console.log(
      `Windows ${arch}: ${entries.length} files; packed ${mb(sum("asar"))}, unpacked natives ${mb(sum("unpacked"))}, beside Electron's own.`,
    );
    expect(sum("asar") + sum("unpacked")).toBeLessThan(40 * megabyte);
  });

  it("compiles into an installer and its uninstaller without a warning, with our own include", async (context) => {
    const { installer, manifest } = packageOf(arch, context);
    if ("missing" in installer) return context.skip(installer.missing);
    // The first compilation is the uninstaller's.
    const [, uninstaller = "", whole = ""] = installer.scripts.split(/^; (?=-WX )/m);
    for (const script of [uninstaller, whole]) expect(script).toContain("deploy/windows/installer.nsh");
    expect(uninstaller).toContain("-DBUILD_UNINSTALLER");
    expect(whole).not.toContain("-DBUILD_UNINSTALLER");
    for (const wanted of [
      "-DINSTALL_MODE_PER_ALL_USERS_DEFAULT",
      "-DMULTIUSER_INSTALLMODE_ALLOW_ELEVATION",
      "-DAPP_ID=com.platecourier.desktop",
    ])
      expect(whole).toContain(wanted);
    for (const unwanted of ["-DDELETE_APP_DATA_ON_UNINSTALL", "-DDO_NOT_CREATE_START_MENU_SHORTCUT", "-DONE_CLICK"])
      expect(whole).not.toContain(unwanted);
    console.log(`Windows ${arch}: what is ours takes ${mb(installer.bytes)} in the installer; Electron comes on top.`);
    expect(installer.bytes).toBeLessThan(20 * megabyte);
    expect(manifest).toContain(`Plate-Courier-Setup-`);
    expect(manifest).toContain(`-${arch}.exe`);
  });
});

it("holds the same files for both architectures, but for the natives", async (context) => {
  const lists = await Promise.all(
    (["x64", "arm64"] as const).map(async (arch) => {
      const { entries } = await inspectPackage(packageOf(arch, context).dir, arch);
      return entries.map(({ path, place }) => `${place} ${path.replaceAll(`win32-${arch}`, "win32-ARCH")}`).sort();
    }),
  );
  expect(lists[0]).toEqual(lists[1]);
});

describe("the look into the Windows package", () => {
  let dir = "";
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "plate-courier-package-"));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** A copy of the package for x64 with something wrong in it. */
  function spoiled(from: string, spoil: (copy: string) => void): string {
    const copy = mkdtempSync(join(dir, "copy-"));
    cpSync(from, copy, { recursive: true });
    spoil(copy);
    return copy;
  }

  it("tells of a missing native library, and of those of another architecture", async (context) => {
    const { dir: whole } = packageOf("x64", context);
    const copy = spoiled(whole, (at) => {
      const natives = join(at, "resources/app.asar.unpacked/node_modules/@img/sharp-win32-x64/lib");
      for (const name of readdirSync(natives)) if (name.endsWith(".node")) rmSync(join(natives, name));
    });
    expect((await inspectPackage(copy, "x64")).problems).toEqual([
      expect.stringMatching(/^node_modules\/@img\/sharp-win32-x64\/lib\/sharp-win32-x64-[\d.]+\.node is missing\.$/),
    ]);
    const { problems } = await inspectPackage(whole, "arm64");
    expect(problems).toContain("Plate Courier.exe is made for x64, not for Windows arm64.");
    expect(problems.join("\n")).toContain("node_modules/@img/sharp-win32-arm64 lacks");
  });

  it("tells of sources, tests, maps and secrets in the archive, and of the desktop tests' build", async (context) => {
    const copy = spoiled(packageOf("x64", context).dir, (at) => {
      rmSync(join(at, "resources/app.asar.unpacked"), { recursive: true });
    });
    const planted = mkdtempSync(join(dir, "archive-"));
    const files = {
      "out/main/desktop.js": 'import "@photostructure/sqlite";',
      "out/main/desktop.js.map": "{}",
      "src/main/core.ts": "",
      "out/main/key.js": `const key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQi\n";`,
      "node_modules/conf/test/index.js": "",
      "node_modules/vitest/index.js": "",
      ".env": "TOKEN=1",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(planted, path)), { recursive: true });
      writeFileSync(join(planted, path), text);
    }
    await asar().createPackage(planted, join(copy, "resources/app.asar"));
    const { problems } = await inspectPackage(copy, "x64");
    for (const sentence of [
      "out/main/desktop.js.map must not be shipped.",
      "src/main/core.ts does not belong into the package.",
      "node_modules/conf/test/index.js must not be shipped.",
      "node_modules/vitest/index.js: the package vitest is for those who build.",
      ".env must not be shipped.",
      "The archive holds what looks like a secret: -----BEGIN P…",
      "The archive takes SQLite from @photostructure/sqlite: this is the desktop tests' build.",
    ])
      expect(problems).toContain(sentence);
  });

  it("tells of a foreign library, wherever it lies", async (context) => {
    const copy = spoiled(packageOf("x64", context).dir, (at) => {
      const place = join(at, "resources/app.asar.unpacked/node_modules/extra/linux.so");
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, Buffer.concat([Buffer.from("\x7fELF", "latin1"), Buffer.alloc(64)]));
    });
    const { problems } = await inspectPackage(copy, "x64");
    expect(problems.join("\n")).toContain("linux.so is made for Linux, not for Windows x64.");
  });

  it("tells of a fuse that is not as it should be", async (context) => {
    const copy = spoiled(packageOf("x64", context).dir, (at) => {
      const program = join(at, "Plate Courier.exe");
      const bytes = readFileSync(program);
      const wire = bytes.indexOf("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX", 0, "latin1") + 34;
      bytes.write("1", wire, "latin1");
      writeFileSync(program, bytes);
    });
    expect((await inspectPackage(copy, "x64")).problems).toEqual(["The fuse RunAsNode is not off."]);
  });
});

/** electron-builder's own library for archives. */
function asar(): { createPackage(from: string, to: string): Promise<void> } {
  const require = createRequire(import.meta.url);
  return createRequire(require.resolve("app-builder-lib/package.json"))("@electron/asar");
}

function packageOf(arch: "x64" | "arm64", context: { skip(note?: string): never | undefined }): Made {
  const found = made[arch];
  if (!found) context.skip(offline ?? "it was not made");
  return found as Made;
}

function mb(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}
