/** Installs what is missing of Debian packages; see apt.mjs. */
export declare function aptInstall(
  packages: string[],
  options: { log: (line: string) => void },
): Promise<{ ok: true } | { ok: false; reason: string }>;
