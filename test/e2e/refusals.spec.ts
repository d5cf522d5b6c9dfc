import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

test.use({ locale: "es-MX" });

const settings = {
  receiver: { sources: [{ name: "Gate", token: "gate-token-1234567890" }] },
  destinations: [hook("http://127.0.0.1:9/plates")],
  lists: [{ name: "Staff", entries: [{ plate: "AB1", name: "Ann" }] }],
};

/** Everything on the page; English sentences of the core would begin with one of these words. */
async function expectNoEnglish(page: Page): Promise<void> {
  const shown = await page.locator("body").innerText();
  expect(shown).not.toMatch(/\b(Give|Enter|There is|The|Take|cannot|already|Nothing was changed|Choose)\b/);
}

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 400],
] as const) {
  test(`a refusal is told in Spanish where it belongs, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
    test.setTimeout(90_000);
    const courier = await startCourier(settings);
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const go = (path: string) => page.goto(new URL(path, courier.console).href);
    try {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await openConsole(page, courier, "/settings?section=receiver");

      // A port that the system does not give.
      await page.getByRole("textbox", { name: "Puerto" }).fill(String(port));
      await page.getByRole("button", { name: "Guardar receptor" }).click();
      await expect(page.getByText(new RegExp(`El puerto ${port} está ocupado por`)).first()).toBeVisible();
      await expectNoEnglish(page);
      await expectAccessible(page);

      // A name that is taken: beside its input, which has the focus.
      await go("/settings?section=sources");
      await page.getByRole("button", { name: "Agregar origen" }).click();
      const name = page.getByRole("textbox", { name: "Nombre" });
      await name.fill("gate");
      await page.getByRole("dialog").getByRole("button", { name: "Agregar", exact: true }).click();
      await expect(page.getByText("Ya hay un origen llamado gate. Elija otro nombre.")).toBeVisible();
      await expect(name).toBeFocused();
      await expectNoEnglish(page);

      // A URL that a schema cannot judge.
      await go("/destinations");
      await page
        .getByRole("link", { name: /Front desk/ })
        .first()
        .click();
      const url = page.getByRole("textbox", { name: "URL" }).first();
      await url.fill("http://guard:secret@127.0.0.1:9/plates");
      await page.getByRole("button", { name: "Guardar configuración" }).click();
      await expect(page.getByText(/Quite el usuario y la contraseña de la URL/)).toBeVisible();
      await expect(url).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);

      // A passphrase that is wrong, and a file with a mistake, told with its place.
      const sealed = await sealedSettings(page);
      const pick = page.getByTestId("settings-file");
      await pick.setInputFiles({
        name: "typo.json",
        mimeType: "application/json",
        buffer: Buffer.from('{"retention":{"days":0}}'),
      });
      await expect(page.getByText("retention.days no puede ser 0. Escriba un número de al menos 1.")).toBeVisible();
      await expect(page.getByText("typo.json no se puede importar. No se cambió nada.")).toBeVisible();
      await pick.setInputFiles({ name: "sealed.json", mimeType: "application/json", buffer: sealed });
      await page.getByLabel("La frase de contraseña del archivo").fill("wrong horse");
      await page.getByRole("button", { name: "Abrir", exact: true }).click();
      await expect(page.getByText(/^La frase de contraseña no abre sealed\.json, o el archivo está dañado\./)).toBeVisible();
      await expectNoEnglish(page);
      await expectAccessible(page);
    } finally {
      other.close();
      await courier.remove();
    }

    async function sealedSettings(on: Page): Promise<Buffer> {
      await go("/settings?section=file");
      await on.getByRole("radio", { name: "Incluirlos y sellar el archivo con una frase de contraseña" }).check();
      await on.getByLabel("Frase de contraseña", { exact: true }).fill("correct horse");
      await on.getByLabel("La misma otra vez").fill("correct horse");
      const download = on.waitForEvent("download");
      await on.getByRole("button", { name: "Guardar el archivo" }).click();
      const chunks: Buffer[] = [];
      for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    }
  });
}
