import { putMessage } from "../inbox/message.ts";
import { startAws } from "../simulators/aws.ts";
import { expectAccessible } from "./axe.ts";
import { expect, openConsole, startCourier, test } from "./courier.ts";

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390],
] as const) {
  test(`an inbox is tested, added, told of in words and removed, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
    const aws = await startAws();
    const courier = await startCourier();
    try {
      putMessage(aws, "queued1");
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, courier);
      await page.goto(new URL("/settings?section=inboxes", courier.console).href);
      await page.getByRole("button", { name: "Add inbox" }).click();
      const dialog = page.getByRole("dialog");
      const test = dialog.getByRole("button", { name: "Test" });
      await test.click();
      await expect(dialog.getByText("Give the inbox a name.")).toBeVisible();
      await expect(dialog.getByLabel("Name", { exact: false }).first()).toBeFocused();
      await expectAccessible(page);

      await dialog.getByLabel("Name", { exact: false }).first().fill("Cloud");
      await dialog.getByLabel("Queue URL").fill("https://sqs.eu-central-1.amazonaws.com/123456789012/plates");
      await expect(dialog.getByLabel("Region")).toHaveValue("eu-central-1");
      await dialog.getByLabel("Queue URL").fill(aws.queueUrl);
      await dialog.getByLabel("Bucket").fill(aws.bucketName);
      await dialog.getByLabel("Access key id").fill(aws.key.accessKeyId);
      await dialog.getByLabel("Secret access key").first().fill("mistyped-secret");
      await dialog.getByRole("button", { name: "Services other than AWS" }).click();
      await dialog.getByLabel("SQS endpoint").fill(aws.url);
      await dialog.getByLabel("S3 endpoint").fill(aws.url);
      await test.click();
      await expect(dialog.getByText("AWS does not accept the credentials")).toBeVisible();
      await dialog.getByLabel("Secret access key").first().fill(aws.key.secretAccessKey);
      await test.click();
      await expect(dialog.getByText("The queue answers.")).toBeInViewport({ ratio: 1 });
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Add", exact: true }).click();

      await expect(page.getByText("Receiving. 1 webhook since the start.")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("switch", { name: "Cloud fetches webhooks" }).click();
      await expect(page.getByText("Switched off. What comes waits in the queue.")).toBeVisible();
      await page.getByRole("button", { name: "Remove Cloud" }).click();
      await page.getByRole("button", { name: "Remove", exact: true }).click();
      await expect(page.getByRole("button", { name: "Remove Cloud" })).toHaveCount(0);
    } finally {
      await courier.remove();
      await aws.close();
    }
  });
}
