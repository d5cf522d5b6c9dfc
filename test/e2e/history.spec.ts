import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { type Courier, expect, hook, openConsole, startCourier, test } from "./courier.ts";

const rows = (page: Page) => page.getByTestId("feed-row");
const box = (page: Page) => page.getByRole("searchbox", { name: "Plate" });

async function withReads(courier: Courier): Promise<void> {
  for (const [plate, camera] of [
    ["kx51abc", "Gate"],
    ["kxs1abc", "Yard"],
    ["b0b8d0q", "Gate"],
    ["kx51abc", "Yard"],
  ] as const)
    await courier.post(plate, camera);
}

test("a plate is found from anywhere by keys alone: slash, a part of it, arrow, Enter, Escape", async ({ page, courier }) => {
  await withReads(courier);
  await openConsole(page, courier);
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("51a");
  await expect(rows(page)).toHaveCount(2);
  await expect(page).toHaveURL(/\/history\?plate=51a$/);
  await expect(page.getByTestId("count")).toHaveText("2 reads");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("event-panel")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("event-panel")).toBeHidden();
  await expect(page.getByTestId("feed-list")).toBeFocused();
});

test("filters are in the address: they survive a reload, the back button undoes one, and a chip takes one out", async ({
  page,
  courier,
}) => {
  await withReads(courier);
  await openConsole(page, courier, "/history?plate=KX");
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("combobox", { name: "Camera" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^Gate/ }).click();
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/camera=Gate/);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.goForward();
  await page.getByRole("button", { name: /^Plate with KX/ }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(box(page)).toHaveValue("");
});

test("found reads show what becomes of their deliveries as it happens, without searching again", async ({ page, receiver }) => {
  receiver.behave({ kind: "answer", status: 503 });
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await courier.post("abc123");
    const searches: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("searchReads")) searches.push(request.url());
    });
    await openConsole(page, courier, "/history?plate=abc");
    await expect(rows(page).getByRole("img", { name: /^Front desk: waiting, tried/ })).toBeVisible();
    receiver.behave({ kind: "answer" });
    // The first retry comes after 5 s, give or take a fifth.
    await expect(rows(page).locator('[data-chip="delivered"]')).toHaveCount(1, { timeout: 20_000 });
    expect(searches).toHaveLength(1);
  } finally {
    await courier.remove();
  }
});

test("found reads are right again after the core was gone for a while", async ({ page, receiver }) => {
  receiver.behave({ kind: "answer", status: 503 });
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await courier.post("abc123");
    await openConsole(page, courier, "/history");
    await expect(rows(page).getByRole("img", { name: /^Front desk: waiting, tried/ })).toBeVisible();
    await courier.kill();
    await expect(page.getByText("Not connected to Plate Courier", { exact: false }).first()).toBeVisible({ timeout: 20_000 });
    receiver.behave({ kind: "answer" });
    await courier.start();
    await expect(rows(page).locator('[data-chip="delivered"]')).toHaveCount(1, { timeout: 40_000 });
  } finally {
    await courier.remove();
  }
});

test("further filters narrow down by what the reads say, and by what became of their deliveries", async ({ page, receiver }) => {
  const courier = await startCourier({ destinations: [hook(receiver.url)] });
  try {
    await withReads(courier);
    await openConsole(page, courier, "/history");
    await expect(rows(page).locator('[data-chip="delivered"]')).toHaveCount(4);
    await page.getByRole("button", { name: "More filters" }).click();
    await page.getByRole("combobox", { name: "Colour" }).click();
    await page.getByRole("menuitemcheckbox", { name: "silver (4)" }).click();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/color=silver/);
    await expect(rows(page)).toHaveCount(4);
    await page.getByRole("combobox", { name: "Delivery" }).click();
    await page.getByRole("menuitemcheckbox", { name: "failed" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { name: "No read matches" })).toBeVisible();
    await page.getByRole("button", { name: /^Without “Any destination: failed”: 4 reads/ }).click();
    await expect(rows(page)).toHaveCount(4);
  } finally {
    await courier.remove();
  }
});

test("a search that finds nothing offers the plates that look alike", async ({ page, courier }) => {
  await withReads(courier);
  await openConsole(page, courier, "/history?plate=KXSIABC&whole=1");
  await expect(page.getByRole("heading", { name: "No read matches" })).toBeVisible();
  await expect(page.getByTestId("nearest").getByRole("button")).toHaveText([
    "Let look-alikes match too: 3 reads",
    "Plate KX51ABC: 2 reads",
    "Plate KXS1ABC: 1 read",
  ]);
  await page.getByRole("button", { name: "Plate KX51ABC: 2 reads" }).click();
  await expect(rows(page)).toHaveCount(2);
});

test("a word that no read has, and a plate of which a character is wrong, are offered as they are read", async ({
  page,
  courier,
}) => {
  await courier.post("kx51abc", "gate");
  await openConsole(page, courier, "/history?camera=gatte");
  await page.getByRole("button", { name: "gate instead of gatte: 1 read" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/camera=gate$/);
  await page.goto(new URL("/history?plate=51WBC", courier.console).href);
  await page.getByRole("button", { name: "Plate *51?BC*: 1 read" }).click();
  await expect(rows(page)).toHaveCount(1);
});

test("a range of time that is upside down is turned, and the page says so", async ({ page, courier }) => {
  await withReads(courier);
  await openConsole(page, courier, "/history?from=2999-01-01T00:00:00Z&to=2020-01-01T00:00:00Z");
  await expect(page.getByText("The range of time was upside down. It was turned round.")).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("combobox", { name: "Time" }).click();
  await page.getByRole("option", { name: "Yesterday" }).click();
  await expect(page.getByRole("heading", { name: "No read matches" })).toBeVisible();
});

test("a search gets a name, is there for every browser, and its deletion can be undone", async ({ page, browser, courier }) => {
  await withReads(courier);
  await openConsole(page, courier, "/history?plate=B0B&alike=1");
  await page.getByTestId("saved").click();
  await page.getByRole("menuitem", { name: "Keep this search…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Bob");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTestId("saved")).toHaveText("Bob");

  const other = await browser.newPage();
  await openConsole(other, courier, "/history");
  await other.getByTestId("saved").click();
  await other.getByRole("menuitem", { name: "Bob", exact: true }).click();
  await expect(rows(other)).toHaveCount(1);
  await expect(other).toHaveURL(/plate=B0B&alike=1/);
  await other.close();

  await page.getByTestId("saved").click();
  await page.getByRole("menuitem", { name: "Delete “Bob”" }).click();
  await expect(page.getByTestId("saved")).toHaveText("Saved searches");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByTestId("saved")).toHaveText("Bob");
});

test("a read has a page: everything of it, all the times its plate was read, its neighbours by arrow keys, and onto a list", async ({
  page,
}) => {
  const courier = await startCourier({ lists: [{ name: "Residents", entries: [] }] });
  try {
    await withReads(courier);
    await openConsole(page, courier, "/read/1?plate=KX51ABC&whole=1");
    const passages = page.getByTestId("passages");
    await expect(passages).toContainText("Read 2 times");
    await expect(passages.getByRole("list", { name: "By hour of the day" }).getByRole("listitem")).toHaveCount(24);
    await expect(page.getByText("As received")).toBeVisible();
    await expect(page.getByRole("button", { name: "Older" })).toBeDisabled();
    await page.keyboard.press("ArrowUp");
    await expect(page).toHaveURL(/\/read\/4\?/);
    await page.getByRole("button", { name: "Add to list" }).click();
    await page.getByRole("menuitem", { name: "Residents" }).click();
    await expect(page.getByRole("textbox", { name: "Plate" })).toHaveValue("KX51ABC");
    await page.getByRole("textbox", { name: "Name" }).fill("Family Moreau");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("Family Moreau")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/\/history\?plate=KX51ABC&whole=1$/);
    await expect(rows(page)).toHaveCount(2);
    await page.goto(new URL("/read/4711", courier.console).href);
    await expect(page.getByRole("heading", { name: "This read is not there any more" })).toBeVisible();
  } finally {
    await courier.remove();
  }
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1280, 390])
    test(`finding works and axe finds nothing serious, ${colorScheme}, ${width} pixels wide`, async ({ page, courier }) => {
      await withReads(courier);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, courier, "/history?time=today");
      await expect(rows(page)).toHaveCount(4);
      await box(page).fill("kx");
      await expect(rows(page)).toHaveCount(3);
      await page.getByRole("button", { name: "More filters" }).click();
      await expect(page.getByRole("combobox", { name: "Colour" })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "More filters" }).click();
      await rows(page).first().click();
      await page.getByRole("button", { name: "Open as a page" }).click();
      await expect(page.getByTestId("passages")).toContainText("Read 2 times");
      await expectAccessible(page);
      await page.goto(new URL("/history?plate=NOBODY", courier.console).href);
      await expect(page.getByRole("heading", { name: "No read matches" })).toBeVisible();
      await expectAccessible(page);
    });
