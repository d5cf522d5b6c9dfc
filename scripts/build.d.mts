/** Builds out/ from src/; see build.mjs. */
export declare function build(options?: {
  show?: boolean;
  onlyIfStale?: boolean;
}): Promise<{ ok: boolean; built: boolean; reason?: string }>;
