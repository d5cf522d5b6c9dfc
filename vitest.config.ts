import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    setupFiles: ["test/fuzz-seed.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Half of the time a test waits, for a server or a timer: of two processors none is kept free.
    maxWorkers: "100%",
  },
});
