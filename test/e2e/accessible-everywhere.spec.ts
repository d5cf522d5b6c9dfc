/**
 * axe on every page, and on what opens there, in every language, and in English in every look. One program serves all; a page is
 * changed without loading anew, and once every rule has looked at it, only the colours are looked at in the other looks.
 */
import type { Page } from "@playwright/test";
import { type Language, languages } from "../../src/shared/languages.ts";
import { type ConsoleClient, consoleClient } from "../demo/set-up.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../simulators/webhook-receiver.ts";
import { expectAccessible } from "./axe.ts";
import { type Courier, expect, hook, startCourier, test } from "./courier.ts";
import { opened } from "./opened.ts";
import { addressesOf, routes } from "./routes.ts";
import { walk } from "./walk.ts";
import { wordsIn } from "./words.ts";

const lists = [{ name: "Wanted", color: "red", entries: [{ plate: "ABC123", name: "Stolen van", note: "call the guard" }] }];
const refused = { ...hook("http://127.0.0.1:9/", "Archive"), settings: { url: "", authorization: "Token wrong-one-1234" } };

let courier: Courier & { remove(): Promise<void> };
let works: WebhookReceiver;
let refuses: WebhookReceiver;
let client: ConsoleClient;
/** The page of the destination whose token is refused. */
let refusedPage: string;

test.beforeAll(async () => {
  works = await startWebhookReceiver();
  refuses = await startWebhookReceiver();
  refuses.behave({ kind: "answer", status: 401 });
  refused.settings.url = refuses.url;
  courier = await startCourier({
    receiver: { sources: [{ name: "Gate", token: "gate-token-1234567890" }] },
    destinations: [hook(works.url), refused, hook("http://127.0.0.1:9/", "Night guard")],
    lists,
  });
  client = consoleClient({ console: courier.console, consoleToken: courier.token });
  await courier.post("abc123");
  await courier.post("xyz789", "yard");
  await fetch(courier.receiver, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  const archive = (await client.destinations.query()).find(({ name }) => name === "Archive");
  refusedPage = `/destinations/${archive?.id}`;
});
test.afterAll(async () => {
  await courier?.remove();
  await works?.close();
  await refuses?.close();
});

const addresses = [
  ...routes.flatMap(addressesOf),
  ...["/welcome/destination", "/welcome/cameras", "/inspector/1", "/inspector/3", "/deliveries?show=delivered"],
  ...["/settings?section=about", "/lists/wanted?part=settings", "/wall?camera=camera-1&camera=yard&camera=nothing"],
];

/** What the browser tells of the system, so that a page changes its look without a word from us. */
const looks = [
  { name: "light", media: { colorScheme: "light", forcedColors: "none" } },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
  { name: "a light contrast theme of Windows", media: { colorScheme: "light", forcedColors: "active" } },
  { name: "a dark contrast theme of Windows", media: { colorScheme: "dark", forcedColors: "active" } },
] as const;

for (const language of languages) {
  test(`axe finds nothing against WCAG 2.2 AA on any page in ${language}${language === "en" ? ", in every theme" : ""}`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const go = await walk(page);
    await openIn(page, language);
    for (const address of addresses) {
      await go(address);
      // Colours do not depend on words.
      if (language === "en") await lookAll(page, `${address} in English`);
      else await expectAccessible(page, { where: `${address} in ${language}` });
    }
  });
}

test("axe finds nothing against WCAG 2.2 AA in any dialog, menu and panel, each in one of the languages and in any theme", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const go = await walk(page);
  for (const language of languages) {
    const say = wordsIn(language);
    for (const { name, address, open } of opened.filter((_, at) => languages[at % languages.length] === language)) {
      // Loaded anew: away from what was opened last, and from what is unsaved there.
      await openIn(page, language);
      await go(address ?? `${refusedPage}?field=authorization`);
      await open(page, say);
      await lookAll(page, `${name} in ${language}`);
    }
  }
});

test("what a page waits for has a name from its first moment", async ({ page }) => {
  await openIn(page, "en");
  // The core is asked and does not answer: each page stands as it does until then.
  await page.route(/\/trpc\/(?!live)/, () => undefined);
  for (const address of ["/evidence/1", "/read/1", "/inspector/1", "/deliveries", "/destinations/new", "/lists/wanted"]) {
    await page.evaluate((to) => history.pushState(null, "", to), address);
    await expect(page.getByRole("progressbar").first(), address).toBeAttached();
    expect(await page.getByRole("progressbar", { name: /^$/ }).count(), address).toBe(0);
    await expect(page.getByRole("progressbar", { name: /…$/ }).first(), address).toBeVisible();
  }
});

/** Every rule in the first look, the colours in the others. */
async function lookAll(page: Page, where: string): Promise<void> {
  for (const [at, { name, media }] of looks.entries()) {
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    await expectAccessible(page, { colorsOnly: at > 0, where: `${where}, ${name}` });
  }
  await page.emulateMedia(looks[0].media);
  await wear(page, "high-contrast");
  await expectAccessible(page, { colorsOnly: true, where: `${where}, high contrast` });
  await wear(page, "system");
}

/** Chooses a theme elsewhere; the page that is open takes it on as it stands. */
async function wear(page: Page, theme: "system" | "high-contrast"): Promise<void> {
  const { language } = (await client.settings.query()).appearance;
  await client.saveAppearance.mutate({ language, theme });
  await expect(page.locator("[data-theme]").first()).toHaveAttribute("data-theme", theme === "system" ? "light" : theme);
}

/** Opens the console in a language, in the theme of the system. */
async function openIn(page: Page, language: Language): Promise<void> {
  await client.saveAppearance.mutate({ language, theme: "system" });
  await page.emulateMedia({ ...looks[0].media, reducedMotion: "reduce" });
  // Another address each time: one that differs after the # alone would not be loaded anew.
  await page.goto(`${courier.console}?${language}-${Math.random()}#token=${courier.token}`);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("[data-theme]").first()).toHaveAttribute("data-theme", "light");
}
