import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, openConsole, test } from "./courier.ts";

const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));

async function exported(page: Page, format: string): Promise<Buffer> {
  await page.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("radio", { name: format }).check();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
  const file = await download;
  await expect(page.getByTestId("export-state")).toHaveAttribute("data-state", "done");
  const bytes = readFileSync(await file.path());
  expect(file.suggestedFilename()).toMatch(/^plates-\d{4}-\d\d-\d\d\.(csv|jsonl|zip)$/);
  return bytes;
}

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 400],
] as const) {
  test(`what the feed shows is exported in each form, ${colorScheme}, ${width} pixels wide`, async ({ page, courier }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await openConsole(page, courier);
    for (const [plate, camera] of [
      ["abc123", "gate"],
      ["=1+1", "gate"],
      ["xyz789", "yard"],
    ] as const)
      await courier.post(plate, camera);
    await expect(page.getByTestId("feed-row")).toHaveCount(3);

    const csv = (await exported(page, "CSV: a table for Excel and others")).toString();
    expect(csv.startsWith("\ufeffid,eventId,")).toBe(true);
    expect(csv.trim().split("\n")).toHaveLength(4);
    expect(csv).toContain("'=1+1");
    await expect(page.getByText("3 reads.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

    const lines = (await exported(page, "JSON lines: for programs")).toString().trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { plate: string }).plate)).toEqual(["xyz789", "=1+1", "abc123"]);
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

    const folder = mkdtempSync(join(tmpdir(), "plate-courier-zip-"));
    const zip = await exported(page, "ZIP: the table and all images");
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    const download = join(folder, "all.zip");
    execFileSync("tee", [download], { input: zip, stdio: ["pipe", "ignore", "inherit"] });
    execFileSync("unzip", ["-q", download, "-d", folder]);
    const table = readFileSync(join(folder, "reads.csv"), "utf8").trim().split("\n");
    const image = table[1]?.trim().split(",").at(-1) ?? "";
    expect(readFileSync(join(folder, image))).toEqual(scene);
    rmSync(folder, { recursive: true });
  });
}

test("an export can be cancelled, and the page says that the file is not whole", async ({ page, courier }) => {
  // The download never begins: the order waits, and is taken back.
  await page.addInitScript(() => {
    HTMLAnchorElement.prototype.click = () => {};
  });
  await openConsole(page, courier);
  await courier.post("abc123");
  await page.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
  await expect(page.getByTestId("export-state")).toHaveAttribute("data-state", "waiting");
  await page.getByRole("button", { name: "Cancel the export" }).click();
  await expect(page.getByText("The export was cancelled. The file is not whole.")).toBeVisible();
  await page.getByRole("button", { name: "Export again" }).click();
  await expect(page.getByRole("radio").first()).toBeVisible();
});
