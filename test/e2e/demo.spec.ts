/** `npm run demo` as a newcomer starts it: the program of its own, the console in a browser. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";

const program = join(import.meta.dirname, "../demo/demo.ts");

let running: ChildProcess | null = null;
test.afterEach(async () => {
  const child = running;
  running = null;
  if (!child || child.exitCode !== null) return;
  // In order first: what it started ends with it only then.
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await Promise.race([ended, sleep(15_000, undefined, { ref: false })]);
  child.kill("SIGKILL");
});

/** Starts it; `printed` resolves with what stands in the pattern's group, as soon as it was printed. */
function startDemo() {
  const child = spawn(process.execPath, [program, "--no-open"], { stdio: ["ignore", "pipe", "pipe"] });
  running = child;
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (more) => (text += more));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const printed = async (pattern: RegExp): Promise<string> => {
    for (const until = Date.now() + 90_000; Date.now() < until; await sleep(100)) {
      const found = pattern.exec(text);
      if (found) return found[1] ?? "";
      if (child.exitCode !== null) break;
    }
    throw new Error(`The demo did not print ${pattern}:\n${text}`);
  };
  return { printed, ended, stop: () => child.kill("SIGINT") };
}

test("the demo shows reads, a destination that goes away and its recovery, and ends without a trace", async ({ page }) => {
  test.skip(process.platform === "win32", "Windows has no signal with which another program could end it in order.");
  test.setTimeout(180_000);
  const demo = startDemo();
  const dataDir = await demo.printed(/Data {7}(\S+)/);
  await page.goto(await demo.printed(/Console {4}(\S+)/));

  const rows = page.getByTestId("feed-row");
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBeGreaterThan(4);
  await expect(rows.filter({ hasText: "Staff" }).first()).toBeVisible({ timeout: 30_000 });
  await expect(rows.filter({ hasText: "No plate" }).first()).toBeVisible({ timeout: 30_000 });

  await demo.printed(/Nx Witness goes away/);
  const warning = page.getByText(/^Nx Witness: .*none is lost\. It is tried again by itself\.$/);
  await expect(warning).toBeVisible({ timeout: 20_000 });
  await demo.printed(/(Nx Witness has recovered)/);
  await expect(warning).toBeHidden({ timeout: 20_000 });

  await page.goto(new URL("/deliveries", page.url()).href);
  await expect(page.getByRole("heading", { name: "Nothing has failed" })).toBeVisible();
  await expect(page.getByText("Balanced")).toBeVisible();

  demo.stop();
  expect(await demo.ended).toBe(0);
  expect(existsSync(dataDir)).toBe(false);
});
