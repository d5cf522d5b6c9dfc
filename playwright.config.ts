/**
 * Two kinds of tests: `browser` drives the headless console in Chromium, `desktop` drives the packaged application in Electron.
 * scripts/test.mjs finds the browser and the packaged application and names them in the environment.
 */
import { defineConfig } from "@playwright/test";

const executablePath = process.env.PLATE_COURIER_BROWSER;

export default defineConfig({
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Each test starts programs of its own; more than one at a time would measure the machine and not the product.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === "true",
  retries: 0,
  reporter: "list",
  outputDir: "test-results",
  use: { trace: "retain-on-failure", actionTimeout: 10_000, navigationTimeout: 20_000 },
  projects: [
    {
      name: "browser",
      testDir: "test/e2e",
      testMatch: "**/*.spec.ts",
      use: {
        browserName: "chromium",
        viewport: { width: 1280, height: 800 },
        launchOptions: { ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox", "--disable-dev-shm-usage"] },
      },
    },
    { name: "desktop", testDir: "test/desktop", testMatch: "**/*.spec.ts" },
  ],
});
