/** The Windows package as far as it can be made on any machine; see windows-package.mjs. */
export declare function makeWindowsPackage(options: {
  arch: "x64" | "arm64";
  log: (line: string) => void;
  changes?: Record<string, unknown>;
}): Promise<Made | { failed: string } | { offline: string }>;

export interface Made {
  dir: string;
  installer: { path: string; bytes: number; scripts: string } | { missing: string };
  manifest: string | null;
}

/** What is inside, and what is wrong with it; see package-contents.mjs. */
export declare function inspectPackage(
  dir: string,
  arch: "x64" | "arm64",
): Promise<{ entries: { path: string; bytes: number; place: "beside" | "asar" | "unpacked" }[]; problems: string[] }>;
