import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../src/main/store/database.ts";
import { expectAccessible } from "./axe.ts";
import { type Courier, expect, hook, openConsole, startCourier, test } from "./courier.ts";

const asJson = { "content-type": "application/json" };

async function post(courier: Courier, body: string, headers: Record<string, string> = asJson): Promise<number> {
  const answer = await fetch(`${courier.receiver}gate?site=3`, { method: "POST", body, headers });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: number }).id;
}

const recognition = (plate: string) =>
  JSON.stringify({ hook: { event: "recognition" }, data: { camera_id: "gate", results: [{ plate }] } });

/** Events that an earlier parser did not understand, though the one of today does. */
async function quarantinedLongAgo(courier: Courier, plates: readonly string[]): Promise<void> {
  const ids: number[] = [];
  for (const plate of plates) ids.push(await post(courier, recognition(plate)));
  await courier.stop();
  const database = openDatabase(join(courier.dataDir, "plate-courier.db"), "write");
  for (const id of ids) {
    database.statement("DELETE FROM reads WHERE event_id = ?").run(id);
    database.statement("DELETE FROM deliveries WHERE event_id = ?").run(id);
    database.statement("UPDATE events SET kind = 'quarantined', reason = 'too new', read_count = 0 WHERE id = ?").run(id);
  }
  database.exec("DELETE FROM delivery_counts; DELETE FROM delivery_ledgers");
  database.close();
  await courier.start();
}

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 400],
] as const) {
  test(`a webhook is looked into: time, headers, parts, bytes, command, ${colorScheme}, ${width} pixels wide`, async ({
    page,
    courier,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await openConsole(page, courier);
    await courier.post("abc123");
    await page.getByTestId("feed-row").click();
    await page.getByRole("link", { name: "Look inside this webhook" }).click();
    const inspector = page.getByTestId("inspector");
    await expect(page.getByRole("heading", { name: "Webhook 1" })).toBeVisible();
    await expect(inspector.getByText("POST / HTTP/1.1")).toBeVisible();
    for (const step of ["Body received", "Parsed", "Images on the disk", "Everything on the disk", "Answered"])
      await expect(inspector.getByRole("rowheader", { name: step })).toBeVisible();
    await expect(inspector.getByTestId("headers")).toContainText(/content-type\s*multipart\/form-data/i);
    await expect(inspector.getByTestId("parts")).toContainText("upload");
    await expect(inspector.getByTestId("parser-says")).toHaveText("The parser reads from it what is shown: one read.");
    await expect(inspector.getByTestId("kept-body")).toContainText('"plate":"abc123"');
    await inspector.getByRole("tab", { name: "Hex" }).click();
    await expect(inspector.getByTestId("kept-body")).toContainText("00000000  7b 22");
    await expect(inspector.getByLabel("curl command", { exact: true })).toHaveValue(/-F 'json=<webhook-1\.json'/);
    await expectAccessible(page);

    const image = page.waitForEvent("download");
    await inspector.getByRole("link", { name: "Download the scene" }).click();
    expect(readFileSync(await (await image).path())).toEqual(
      readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg")),
    );
    const files = page.waitForEvent("download");
    await inspector.getByRole("link", { name: "Download its 2 files" }).click();
    expect((await files).suggestedFilename()).toBe("webhook-1.zip");
  });

  test(`a webhook that is not understood shows where it breaks, ${colorScheme}, ${width} pixels wide`, async ({
    page,
    courier,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    const broken = '{\n  "hook": {"event": "recognition"},\n  "data": {"results": [oops]}\n}';
    const id = await post(courier, broken, { ...asJson, authorization: "Token my-gate-secret" });
    await openConsole(page, courier, `/inspector/${id}`);
    await expect(page.getByTestId("fault-place")).toHaveText("Line 3, column 24, byte 61 of what is kept.");
    await expect(page.locator("mark")).toHaveText("oops");
    await expect(page.getByTestId("headers")).toContainText("Token (hidden)");
    await expect(page.getByText("my-gate-secret")).toHaveCount(0);
    await expect(page.getByTestId("parser-says")).toContainText("does not understand it, still");
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /Download \(/ }).click();
    expect(readFileSync(await (await download).path(), "utf8")).toBe(broken);
    await page.getByRole("link", { name: "Webhooks that were not understood" }).click();
    await expect(page.getByText("One webhook was not understood.")).toBeVisible();
    await expect(page.getByTestId("quarantined").getByRole("listitem")).toHaveCount(1);
    await expectAccessible(page);
  });
}

test("webhooks of a time range are sent to the parser again: one alone, then all, to the chosen destination", async ({
  page,
  receiver,
}) => {
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await quarantinedLongAgo(courier, ["old1", "old2", "old3"]);
    const before = receiver.requests.length;
    await openConsole(page, courier, "/");
    await expect(page.getByTestId("feed-row")).toHaveCount(3);
    await page.goto(new URL("/inspector", courier.console).href);
    await page.getByRole("button", { name: "Last hour" }).click();
    await expect(page.getByText("3 webhooks were not understood.")).toBeVisible();
    await page.getByTestId("quarantined").getByRole("link").first().click();
    await expect(page.getByText("The parser understands this webhook now: it holds one read.")).toBeVisible();
    await page.getByRole("button", { name: "Send to the parser again", exact: true }).click();
    await expect(page.getByText("One read is there now.").first()).toBeVisible();
    await expect(page.getByTestId("parser-says")).toHaveText("The parser reads from it what is shown: one read.");
    expect(receiver.requests.length).toBe(before);

    await page.getByRole("link", { name: "Webhooks that were not understood" }).click();
    await page.getByRole("button", { name: "Send these to the parser again" }).click();
    await expect(page.getByTestId("range-result")).toHaveText("The parser understands 2 of 2 now. Reads in them: 2.");
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "Front desk" }).check();
    await page.getByRole("button", { name: "Send to the parser again and deliver" }).click();
    await expect(page.getByTestId("range-result")).toHaveText("Understood: 2 of 2. Reads: 2. To deliver: 2.");
    await page.getByRole("button", { name: "Close" }).click();
    await expect(
      page.getByText("In this time nothing was put into quarantine.").or(page.getByText("Nothing is in quarantine.")),
    ).toBeVisible();
    await expect.poll(() => receiver.requests.length).toBe(before + 2);
    await page.goto(new URL("/", courier.console).href);
    await expect(page.getByTestId("feed-row").getByText("OLD2")).toBeVisible();
  } finally {
    await courier.remove();
  }
});
