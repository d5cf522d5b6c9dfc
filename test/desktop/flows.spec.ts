import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./desktop-app.ts";
import { chooseInTray } from "./found-objects.ts";

test("a plate is found again by a part of it, and its page tells every time it was read", async ({ desktop }) => {
  const { page } = desktop;
  for (const [plate, camera] of [
    ["kx51abc", "gate"],
    ["b0b8d0q", "gate"],
    ["kx51abc", "yard"],
  ] as const)
    expect(await desktop.post(plate, camera)).toBe(200);
  await expect(page.getByTestId("feed-row")).toHaveCount(3);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Plate" })).toBeFocused();
  await page.keyboard.type("51a");
  await expect(page.getByTestId("count")).toHaveText("2 reads");
  await expect(page.getByTestId("feed-row")).toHaveCount(2);
  await page.goto("app://console/read/1");
  await expect(page.getByText("Read 2 times")).toBeVisible();
});

test("what the feed shows is saved as a file, whole and with its images", async ({ desktop }) => {
  const { app, page, folder } = desktop;
  expect(await desktop.post("abc123", "gate")).toBe(200);
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  const path = join(folder, "saved.zip");
  // In place of the system's dialog, which no test can press.
  await app.evaluate(({ session }, saved) => {
    session.fromPartition("persist:console").on("will-download", (_event, file) => file.setSavePath(saved));
  }, path);
  await page.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("radio", { name: "ZIP: the table and all images" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
  await expect(page.getByTestId("export-state")).toHaveAttribute("data-state", "done");
  const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));
  await expect.poll(() => readFileSync(path, { flag: "a+" }).includes(scene)).toBe(true);
  expect(page.url()).toBe("app://console/");
});

test("a language that is chosen is spoken by the console and the tray at once", async ({ desktop }) => {
  const { app, page } = desktop;
  await page.goto("app://console/settings#appearance");
  await page.getByRole("tab", { name: "Appearance" }).click();
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "español" }).click();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Historial" })).toBeVisible();
  await expect
    .poll(() =>
      chooseInTray(app, "Enviar una matrícula de prueba").then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  // History shows what there was when it was asked: not before the plate is drawn and has arrived.
  await page.getByRole("link", { name: "En vivo" }).click();
  await expect(page.getByTestId("feed-row")).toHaveCount(1);
  await page.getByRole("link", { name: "Historial" }).click();
  await expect(page.getByTestId("feed-row").first()).toBeVisible();
});
