import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { type Courier, expect, hook, openConsole, startCourier, test } from "./courier.ts";
import { lookAtTexts, speakPseudo } from "./pseudo.ts";
import { addressesOf, routes } from "./routes.ts";
import { walk } from "./walk.ts";

const lists = [{ name: "Wanted", color: "red", entries: [{ plate: "ABC123", name: "Stolen van", note: "call the guard" }] }];

/** A program that has something to show on every page: a read, a list, what was not understood, a destination that waits. */
async function busyCourier(works: string) {
  const courier = await startCourier({ destinations: [hook(works), hook("http://127.0.0.1:9/", "Archive")], lists });
  await courier.post("abc123");
  await fetch(courier.receiver, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  return courier;
}

/**
 * What nobody translates: names that people gave, plates, addresses, units, months and days in the browser's language, products, and
 * what stands in files and on keys.
 */
const data = new RegExp(
  [
    /Front desk|Archive|Wanted|Stolen van|call the guard|camera-1|abc123|Plate Courier|Stream|Snapshot/,
    /silver Toyota Camry, sedan, front|silver|Toyota|Camry|sedan|front/,
    /\b(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?\b|\b(Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\bUTC\b/,
    /https?:\/\/\S+|[\w./\\-]*plate-courier[\w./\\-]*|\d+[\d.,:\s]*(ms|min|hr|sec|kB|MB|GB|TB|byte|bytes|km\/h|px)\b|\b[0-9a-f]{64}\b/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gi",
);

for (const width of [1280, 1024, 400]) {
  test(`every text comes from the text files and can be seen to its end, ${width} pixels wide`, async ({ page, receiver }) => {
    test.setTimeout(240_000);
    const courier = await busyCourier(receiver.url);
    try {
      await page.setViewportSize({ width, height: 800 });
      await speakPseudo(page);
      const go = await walk(page);
      await openAsPseudo(page, courier);
      const found: Record<string, unknown> = {};
      for (const address of routes.flatMap(addressesOf)) {
        await go(address);
        const { untranslated, cut } = await lookAtTexts(page, data);
        if (untranslated.length + cut.length > 0) found[address] = { untranslated, cut };
      }
      expect(found).toEqual({});
    } finally {
      await courier.remove();
    }
  });
}

for (const [locale, name] of [
  ["es-MX", "En vivo"],
  ["pt-PT", "Ao vivo"],
] as const) {
  test.describe(`in a browser that speaks ${locale}`, () => {
    test.use({ locale, colorScheme: "dark" });

    test("the console speaks it from the sign-in on, and axe finds nothing against WCAG 2.2 AA", async ({ page, receiver }) => {
      test.setTimeout(180_000);
      const courier = await busyCourier(receiver.url);
      try {
        await page.addInitScript(() => localStorage.setItem("plate-courier.welcome-skipped", "1"));
        await page.goto(courier.console);
        await page.getByLabel(/^Token d[eo]/).fill(courier.token);
        await expectAccessible(page);
        await page.getByRole("button", { name: /^Abrir / }).click();
        await expect(page.getByRole("link", { name })).toBeVisible();
        await expect(page.locator("html")).toHaveAttribute("lang", locale.startsWith("es") ? "es" : "pt-BR");
      } finally {
        await courier.remove();
      }
    });
  });
}

test("a language that is chosen is spoken at once, everywhere, and from the next start on", async ({ page, receiver }) => {
  const courier = await busyCourier(receiver.url);
  try {
    await openConsole(page, courier, "/settings?section=appearance");
    await page.getByRole("combobox", { name: "Language" }).click();
    await page.getByRole("option", { name: "Español" }).click();
    await expect(page.getByRole("heading", { name: "Configuración" })).toBeVisible();
    await page.goto(new URL("/destinations", courier.console).href);
    // What was recorded in English is told in the operator's language, too.
    await expect(
      page.getByText(/127\.0\.0\.1:9 rechazó la conexión.*1 entrega espera, no se pierde ninguna/).first(),
    ).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await page.goto(new URL("/deliveries?show=waiting", courier.console).href);
    await expect(page.getByText(/^127\.0\.0\.1:9 rechazó la conexión/).first()).toBeVisible();
    await page.goto(new URL("/", courier.console).href);
    await page.getByTestId("feed-row").filter({ hasText: "ABC123" }).first().click();
    await expect(page.getByText(/: 127\.0\.0\.1:9 rechazó la conexión/).first()).toBeVisible();
    await expect(page.getByText(/HTTP 200 en \d+ ms/).first()).toBeVisible();
    await page.goto(new URL("/destinations", courier.console).href);
    await page
      .getByRole("link", { name: /Archive/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Probar" }).press("Enter");
    const failed = /La prueba falló.*127\.0\.0\.1:9 rechazó la conexión/;
    await expect(page.getByRole("status").filter({ hasText: failed })).toBeVisible();
  } finally {
    await courier.remove();
  }
});

/** Signed in, in the made-up language. */
async function openAsPseudo(page: Page, courier: Courier): Promise<void> {
  const address = new URL(courier.console);
  address.hash = new URLSearchParams({ token: courier.token }).toString();
  await page.goto(address.href);
  await expect(page.getByRole("navigation").first()).toBeVisible();
}
