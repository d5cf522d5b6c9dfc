import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    setupFiles: ["test/fuzz-seed.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
