/**
 * Two kinds of tests: `browser` drives the headless console in Chromium, `desktop` drives the packaged application in Electron.
 * scripts/test.mjs finds the browser and the packaged application and names them in the environment.
 */
import { defineConfig } from "@playwright/test";

const executablePath = process.env.PLATE_COURIER_BROWSER;

export default defineConfig({
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Half of its time a test waits, for a program to start or an answer; its programs keep a processor busy the other half.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === "true",
  retries: 0,
  reporter: "list",
  outputDir: "test-results",
  // A trace takes a seventh of the time, and a build server keeps none.
  use: { trace: process.env.CI === "true" ? "off" : "retain-on-failure", actionTimeout: 10_000, navigationTimeout: 20_000 },
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
    // Each takes the screen, the tray and the one instance for itself.
    { name: "desktop", workers: 1, testDir: "test/desktop", testMatch: "**/*.spec.ts" },
  ],
});
