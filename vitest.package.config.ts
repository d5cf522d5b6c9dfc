import { defineConfig } from "vitest/config";

/** Tests of what is packaged for Windows: minutes instead of seconds, so they are a kind of their own (npm test -- package). */
export default defineConfig({
  test: {
    include: ["test/package/**/*.package.ts"],
    testTimeout: 20_000,
    hookTimeout: 300_000,
    // One after the other: each packages.
    fileParallelism: false,
  },
});
