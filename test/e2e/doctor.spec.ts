import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

test("the doctor looks at every hop in order, and says that nobody has posted yet", async ({ page, courier }) => {
  await openConsole(page, courier, "/doctor");
  await expect(page.getByTestId("doctor-headline")).toHaveText("No recogniser has posted yet. Look at what is marked first.");
  const rows = page.getByRole("list", { name: "Hops, in the order of a webhook's way" }).locator("> li");
  await expect(rows).toHaveCount(11);
  await expect(rows.first()).toContainText("Receiver");
  await expect(rows.last()).toContainText("Destinations");
  if (process.platform !== "win32") await expect(page.getByTestId("hop-firewall")).toContainText("Not checked on this system");
  await page.getByTestId("hop-contact").getByRole("link").click();
  await expect(page).toHaveURL(/\/welcome$/);
});

test("a sender with a wrong token is named, and forgiven once its webhook is let in", async ({ page }) => {
  const token = "the-right-token-of-the-yard";
  const courier = await startCourier({ receiver: { requireToken: true, sources: [{ name: "Yard", token }] } });
  const post = async (given: string) => {
    const recognition = sampleRecognition({ plate: "abc123", camera: "gate", timestamp: new Date() });
    return (await postWebhook({ url: courier.receiver, token: given, recognition })).status;
  };
  try {
    expect(await post("a wrong one")).toBe(401);
    await openConsole(page, courier, "/doctor");
    await expect(page.getByTestId("doctor-headline")).toHaveText("Webhooks get stuck here: Tokens.");
    const tokens = page.getByTestId("hop-tokens");
    await expect(tokens).toContainText("127.0.0.1: 1 refused");
    await expect(tokens.getByRole("link", { name: "Open sources" })).toBeVisible();
    expect(await post(token)).toBe(200);
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(tokens).toHaveAttribute("data-level", "ok");
    await expect(page.getByTestId("hop-contact")).toContainText("Yard (127.0.0.1): 1 webhook");
  } finally {
    await courier.remove();
  }
});

test("a destination that cannot be reached is named, with the way to it", async ({ page }) => {
  const courier = await startCourier({ destinations: [hook("http://127.0.0.1:9/", "Archive")] });
  try {
    await courier.post("abc123");
    await openConsole(page, courier, "/doctor");
    const row = page.getByTestId("hop-destinations");
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(row).toHaveAttribute("data-level", "attention");
    await row.getByRole("link", { name: "Open Archive" }).click();
    await expect(page.getByRole("heading", { name: "Archive" })).toBeVisible();
  } finally {
    await courier.remove();
  }
});

const secret = "rtsp-password-of-the-camera";
const wrong = (port: string) => `timezone = UTC
[cameras]
  [[gate]]
    url = rtsp://admin:${secret}@192.168.0.10/stream
    webhook_target = plates
    webhok_image = yes
  [[yard]]
    url = rtsp://192.168.0.11/stream
[webhooks]
  [[plates]]
    url = http://localhost:${port}/
    image = no`;

test("a pasted config.ini is answered with what is wrong, line by line, and the corrected file", async ({ page, courier }) => {
  const { port } = new URL(courier.receiver);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await openConsole(page, courier, "/doctor");
  const field = page.getByRole("textbox", { name: "Stream's config.ini" });
  await field.fill(wrong(String(Number(port) + 1)));
  await expect(page.getByTestId("config-verdict")).toHaveText(/things keep webhooks from arriving/);
  const found = page.getByRole("list", { name: "What was found" });
  await expect(found).toContainText("webhok_image is not known. Is it webhook_image?");
  await expect(found).toContainText("Line 7, Wrongyard does not post here. Add plates to its webhook_targets.");
  await expect(found).toContainText(`Plate Courier listens on port ${port}`);
  await expect(found).toContainText("image is off, so reads come without a picture.");
  const corrected = page.getByRole("textbox", { name: "Corrected config.ini" });
  await expect(corrected).toHaveValue(new RegExp(`url = ${courier.receiver.replaceAll(".", "\\.")}`));
  const mended = await corrected.inputValue();
  await field.fill(mended);
  await expect(page.getByTestId("config-verdict")).toHaveText("Nothing is wrong: all 2 cameras post here.");
  expect(sent.join("\n")).not.toContain(secret);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
  expect(stored).not.toContain(secret);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(field).toHaveValue("");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 400]) {
    test(`axe finds nothing at the doctor's, ${colorScheme}, ${width} pixels wide`, async ({ page, courier }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await courier.post("abc123");
      await openConsole(page, courier, "/doctor");
      await page.getByRole("textbox", { name: "Stream's config.ini" }).fill(wrong("1"));
      await expect(page.getByRole("textbox", { name: "Corrected config.ini" })).toBeVisible();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    });
  }
}
