/** What opens on the pages: menus, dialogs, panels, results. Each is reached as an operator does, in whatever language the console speaks. */
import { expect, type Page } from "@playwright/test";

/** Something that opens. `address`: where; null: of the destination with a refused token. */
export interface Opened {
  name: string;
  address: string | null;
  /** `say`: the console's words by their key, such as "lists:entry.add". */
  open(page: Page, say: (key: string) => string): Promise<void>;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first();
const dialog = (page: Page) => expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toBeVisible();

/** Opens a dialog by the button that says so. */
const byButton = (key: string) => async (page: Page, say: (key: string) => string) => {
  await button(page, say(key)).click();
  await dialog(page);
};

export const opened: readonly Opened[] = [
  {
    name: "the list of keys",
    address: "/",
    async open(page) {
      await page.keyboard.press("?");
      await expect(page.getByTestId("shortcuts")).toBeVisible();
    },
  },
  {
    name: "a menu of choices",
    address: "/",
    async open(page) {
      await page.getByRole("combobox").first().click();
      await expect(page.getByRole("listbox")).toBeVisible();
    },
  },
  { name: "the export dialog", address: "/history", open: byButton("exports:button") },
  {
    name: "all filters of the history, and the saved searches",
    address: "/history?plate=abc",
    async open(page, say) {
      await button(page, say("history:more.button")).click();
      await page.getByTestId("saved").click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "the name of a saved search",
    address: "/history?plate=abc",
    async open(page, say) {
      await page.getByTestId("saved").click();
      await page.getByRole("menuitem", { name: say("history:saved.keep") }).click();
      await dialog(page);
    },
  },
  {
    name: "the question before deliveries are cancelled",
    address: "/deliveries?show=waiting",
    async open(page, say) {
      const row = page.getByTestId("delivery-row").first();
      await row.getByRole("button", { name: new RegExp(`^${say("deliveries:row.cancel")}: `) }).click();
      await dialog(page);
    },
  },
  {
    name: "the ledger, and for how long deliveries are paused",
    address: "/deliveries",
    async open(page, say) {
      await page.getByRole("button", { name: new RegExp(`^${say("deliveries:ledger.title")}`) }).click();
      await button(page, say("app:pause.pause")).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "the preview of a replay",
    address: "/deliveries/replay",
    async open(page) {
      await page.getByRole("combobox").first().click();
      await page.getByRole("option", { name: "Front desk" }).click();
      await page.getByRole("checkbox").last().check();
    },
  },
  {
    name: "a refused setting, and the result of a test",
    address: null,
    async open(page, say) {
      await button(page, say("destinations:test.run")).click();
      await expect(button(page, say("destinations:test.dismiss"))).toBeVisible({ timeout: 20_000 });
    },
  },
  { name: "the question before a destination is deleted", address: null, open: byButton("destinations:delete.button") },
  { name: "a plate for a list", address: "/lists/wanted", open: byButton("lists:entry.add") },
  {
    name: "plates that are imported, some of them wrong",
    address: "/lists/wanted",
    async open(page, say) {
      await byButton("lists:import.button")(page, say);
      await page.getByRole("textbox", { name: say("lists:import.paste") }).fill("plate,name\nKSW 442,Anna\n,nobody");
      await expect(page.getByText(",nobody").last()).toBeVisible();
    },
  },
  {
    name: "a source, and what is wrong with it",
    address: "/settings?section=sources",
    async open(page, say) {
      await byButton("settings:sources.add")(page, say);
      await page.keyboard.press("Enter");
      await expect(page.getByText(say("settings:sources.dialog.nameMissing"))).toBeVisible();
    },
  },
  { name: "an inbox", address: "/settings?section=inboxes", open: byButton("settings:inboxes.add") },
  {
    name: "charts as tables",
    address: "/overview",
    async open(page, say) {
      const asTable = page.getByRole("button", { name: new RegExp(`^${say("overview:chart.showTable")}`) });
      for (let left = await asTable.count(); left > 0; left -= 1) await asTable.first().click();
    },
  },
  {
    name: "the wall's menu of cameras, over the pictures of two",
    address: "/wall?camera=camera-1&camera=yard",
    async open(page) {
      await page.keyboard.press("c");
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "webhooks that are sent to the parser again",
    address: "/inspector",
    open: byButton("inspector:quarantined.again"),
  },
];
