/** How much the log says: debug tells every step, error only what is broken. Without zod, which a page cannot load. */
export const logLevels = ["debug", "info", "warn", "error"] as const;
