/** Windows' own Node under wine; see wine.mjs. */
export declare function wine(options: {
  log: (line: string) => void;
}): Promise<{ loader: string; server: string; node: string } | { missing: string }>;

/** The library that wine 8 lacks; for the folder system32 of a prefix. */
export declare function bcryptPrimitives(): Buffer;
