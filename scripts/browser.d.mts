/** Finds a Chromium; see browser.mjs. */
export declare function browser(options: {
  log: (line: string) => void;
}): Promise<{ path: string; found: string } | { missing: string }>;
