import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication, Page } from "@playwright/test";
import { startWebhookReceiver } from "../simulators/webhook-receiver.ts";
import { expect, startDesktop, test } from "./desktop-app.ts";

const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));
const secret = "Token planted-secret-4711";

/** In place of the system's dialog, which no test can press: the next download goes there. Resolves with what was saved. */
async function saved(app: ElectronApplication, path: string, press: () => Promise<void>): Promise<string> {
  await app.evaluate(({ session }, to) => {
    session.fromPartition("persist:console").once("will-download", (_event, file) => file.setSavePath(to));
  }, path);
  await press();
  const read = () => readFileSync(path, { encoding: "utf8", flag: "a+" });
  await expect.poll(() => read().trimEnd().endsWith("}")).toBe(true);
  return read();
}

/** Brings settings in through the window, up to the list of what would change. */
async function offer(page: Page, file: { name: string; text: string }): Promise<void> {
  await page.goto("app://console/settings?section=file");
  const buffer = Buffer.from(file.text);
  await page.getByTestId("settings-file").setInputFiles({ name: file.name, mimeType: "application/json", buffer });
}

const withDestination = (url: string) =>
  JSON.stringify({
    destinations: [{ name: "Front desk", forwarder: "webhook", enabled: true, settings: { url, authorization: secret } }],
  });

async function bringIn(page: Page, text: string): Promise<void> {
  await offer(page, { name: "by-hand.json", text });
  await page.getByRole("button", { name: /^Make th/ }).click();
  await expect(page.getByText("The settings are imported.").first()).toBeVisible();
}

test("a time range is replayed to a destination, after a preview that sends nothing", async ({ desktop }) => {
  const { page } = desktop;
  const there = await startWebhookReceiver();
  try {
    await bringIn(page, withDestination(there.url));
    for (const plate of ["abc123", "abc124"]) expect(await desktop.post(plate)).toBe(200);
    await expect.poll(() => there.requests.length).toBe(2);
    await page.goto("app://console/deliveries/replay");
    await page.getByRole("checkbox", { name: /^Delivered: once more/ }).check();
    await expect(page.getByTestId("replay-count")).toHaveText("2");
    expect(there.requests).toHaveLength(2);
    await page.getByRole("button", { name: "Send 2 reads" }).click();
    await expect.poll(() => there.requests.length).toBe(4);
    await expect(page.getByText("Replay to Front desk is done")).toBeVisible();
  } finally {
    await there.close();
  }
});

test("a webhook is looked into, and its picture is saved as it was received", async ({ desktop }) => {
  const { app, page, folder } = desktop;
  expect(await desktop.post("abc123", "gate")).toBe(200);
  await page.getByTestId("feed-row").click();
  await page.getByRole("link", { name: "Look inside this webhook" }).click();
  const inspector = page.getByTestId("inspector");
  await expect(inspector.getByText("POST / HTTP/1.1")).toBeVisible();
  await expect(inspector.getByRole("rowheader", { name: "Everything on the disk" })).toBeVisible();
  await expect(inspector.getByTestId("kept-body")).toContainText('"plate":"abc123"');
  const path = join(folder, "scene.jpg");
  await app.evaluate(({ session }, to) => {
    session.fromPartition("persist:console").once("will-download", (_event, file) => file.setSavePath(to));
  }, path);
  await inspector.getByRole("link", { name: "Download the scene" }).click();
  await expect.poll(() => readFileSync(path, { flag: "a+" }).equals(scene)).toBe(true);
});

test("an evidence sheet becomes a PDF of one page, in the dark theme as well, and is printed when asked for", async ({
  desktop,
}) => {
  const { app, page } = desktop;
  expect(await desktop.post("abc123", "gate")).toBe(200);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("app://console/evidence/1");
  const sheet = page.getByTestId("evidence-sheet");
  await expect(sheet).toContainText(createHash("sha256").update(scene).digest("hex"));
  await expect(sheet).toHaveCSS("background-color", "rgb(255, 255, 255)");
  const pdf = await app.evaluate(async ({ BrowserWindow }) => {
    const bytes = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ pageSize: "A4" });
    return bytes?.toString("latin1") ?? "";
  });
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", document.title);
  });
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "Plate read ABC123 1");
});

test("settings are taken to another installation, plain and sealed, and a wrong passphrase changes nothing", async ({
  desktop,
  folder,
}) => {
  const { app, page } = desktop;
  await bringIn(page, withDestination("http://127.0.0.1:9/plates"));
  await page.goto("app://console/settings?section=file");
  const save = () => page.getByRole("button", { name: "Save the file" }).click();
  const plain = await saved(app, join(folder, "plain.json"), save);
  expect(JSON.parse(plain)).toMatchObject({ version: 1, destinations: [{ name: "Front desk" }] });
  expect(plain).not.toContain("planted-secret");
  await page.getByRole("radio", { name: "Put them in, and seal the file with a passphrase" }).check();
  await page.getByLabel("Passphrase", { exact: true }).fill("correct horse");
  await page.getByLabel("The same once more").fill("correct horse");
  const sealed = await saved(app, join(folder, "sealed.json"), save);
  expect(sealed).not.toMatch(/Front desk|planted-secret/);
  await desktop.quit();

  const elsewhere = join(folder, "elsewhere");
  mkdirSync(join(elsewhere, "data"), { recursive: true });
  const other = await startDesktop(elsewhere);
  try {
    const settings = () => readFileSync(join(elsewhere, "data/settings.json"), { encoding: "utf8", flag: "a+" });
    const before = settings();
    await offer(other.page, { name: "newer.json", text: '{"version": 7}' });
    await expect(other.page.getByText(/has version 7, and Plate Courier .* understands version 1 at most/)).toBeVisible();
    await offer(other.page, { name: "sealed.json", text: sealed });
    await other.page.getByLabel("The file's passphrase").fill("wrong horse");
    await other.page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(other.page.getByText(/The passphrase does not open sealed\.json/)).toBeVisible();
    expect(settings()).toBe(before);
    await other.page.getByLabel("The file's passphrase").fill("correct horse");
    await other.page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(other.page.getByTestId("import-changes")).toContainText("Front desk");
    expect(settings()).toBe(before);
    await other.page.getByRole("button", { name: /^Make th/ }).click();
    await expect(other.page.getByText("The settings are imported.").first()).toBeVisible();
    expect(settings()).toContain("Front desk");
    expect(settings()).not.toContain("planted-secret");
  } finally {
    await other.quit();
  }
});
