import { defineConfig } from "vitest/config";

/** Tests that run the headless program on Windows' own Node under wine: a kind of their own (npm test -- wine). */
export default defineConfig({
  test: {
    include: ["test/wine/**/*.wine.ts"],
    globalSetup: ["test/wine/prefix.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // One after the other: each starts whole programs, and all share one system.
    fileParallelism: false,
  },
});
