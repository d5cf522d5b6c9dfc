/** The resources of a Windows program: read, and written where a stand-in needs some. electron-builder's own library does it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** @returns {Promise<typeof import("resedit")>} */
function resourceEditor() {
  return import(createRequire(require.resolve("app-builder-lib/package.json")).resolve("resedit"));
}

/**
 * @param {string} path
 * @returns {Promise<{ version: Record<string, string>, iconSizes: number[], asarIntegrity: boolean }>}
 */
export async function readResources(path) {
  const { NtExecutable, NtExecutableResource, Resource } = await resourceEditor();
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(path), { ignoreCert: true }));
  const version = Resource.VersionInfo.fromEntries(entries)[0];
  const language = version?.getAllLanguagesForStringValues()[0];
  const icons = Resource.IconGroupEntry.fromEntries(entries)[0]?.icons ?? [];
  return {
    version: version && language ? version.getStringValues(language) : {},
    // 256 does not fit into the byte that holds it, and is written as 0.
    iconSizes: icons.map(({ width }) => width || 256),
    asarIntegrity: entries.some(({ type }) => type === "INTEGRITY"),
  };
}

/** A program with the version resource that Electron's own has, for electron-builder to write its own over it. @param {Buffer} program */
export async function withElectronsVersion(program) {
  const { NtExecutable, NtExecutableResource, Resource } = await resourceEditor();
  const executable = NtExecutable.from(program);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Electron", FileDescription: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.from(executable.generate());
}
