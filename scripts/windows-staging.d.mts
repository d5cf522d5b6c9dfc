/** The folder that one architecture's Windows package is made from; see windows-staging.mjs. */
export declare function stageForWindows(options: {
  arch: "x64" | "arm64";
  log: (line: string) => void;
}): Promise<{ dir: string } | { failed: string; offline: boolean }>;
