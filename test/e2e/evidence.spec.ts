import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { recognitionOf, sampleResult } from "../../src/shared/sample-recognition.ts";
import { expectAccessible } from "./axe.ts";
import { expect, hook, startCourier, test } from "./courier.ts";

const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));
const sceneHash = createHash("sha256").update(scene).digest("hex");
const hasPoppler = spawnSync("pdftotext", ["-v"]).status === 0;

/** What is printed, looked at by poppler, which is not ours: its pages' texts, and the gray of each page's corner. */
function lookAt(pdf: Buffer): { pages: string[]; corners: number[]; pictures: number } {
  const folder = mkdtempSync(join(tmpdir(), "plate-courier-pdf-"));
  try {
    const path = join(folder, "sheet.pdf");
    writeFileSync(path, pdf);
    const pages = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
    const corners = pages.map((_, index) => {
      const page = String(index + 1);
      const pgm = execFileSync("pdftoppm", ["-gray", "-r", "10", "-f", page, "-l", page, path]);
      // "P5\n83 117\n255\n" and then a byte for each pixel.
      return pgm[pgm.indexOf("255\n") + 4] ?? -1;
    });
    const listed = execFileSync("pdfimages", ["-list", path], { encoding: "utf8" });
    return { pages, corners, pictures: (listed.match(/ image /g) ?? []).length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As the page's own button does it: when the pictures are there. */
async function printed(page: Page, format: "A4" | "Letter"): Promise<Buffer> {
  const drawn = () => page.evaluate(() => Array.from(document.images, ({ complete }) => complete));
  await expect.poll(drawn).toEqual([true, true]);
  const pdf = await page.pdf({ format });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  return pdf;
}

const long = "Sprinter with a raised roof, a long wheelbase and a trailer, ".repeat(4);

for (const { locale, format, colorScheme, width, words } of [
  {
    locale: "en-GB",
    format: "A4",
    colorScheme: "dark",
    width: 1280,
    words: ["License plate read", "Delivered", "SHA-256 OF WHAT IS STORED"],
  },
  {
    locale: "es",
    format: "Letter",
    colorScheme: "light",
    width: 400,
    words: ["Lectura de matrícula", "Entregada", "SHA-256 DE LO GUARDADO"],
  },
  {
    locale: "pt-BR",
    format: "A4",
    colorScheme: "dark",
    width: 400,
    words: ["Leitura de placa", "Entregue", "SHA-256 DO QUE ESTÁ GUARDADO"],
  },
] as const) {
  test.describe(`a read as a document, ${locale}, ${format}, ${colorScheme}, ${width} pixels wide`, () => {
    test.use({ locale, timezoneId: "America/Sao_Paulo" });

    test("is black on white on paper, with everything in it, on few pages", async ({ page, receiver }) => {
      const courier = await startCourier({ destinations: [hook(receiver.url)] });
      try {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 800 });
        const timestamp = new Date("2026-11-23T12:04:09.500Z");
        const vehicles = ["abc123", "abc124", "abc125", "abc126"].map((plate) => sampleResult({ plate }));
        const last = { ...sampleResult({ plate: "abc127", model: long }), candidates: many("abc") };
        const recognition = recognitionOf({ camera: "gate-in", timestamp }, [...vehicles, last]);
        expect((await postWebhook({ url: courier.receiver, recognition, image: scene })).status).toBe(200);
        await expect.poll(() => receiver.requests.length).toBeGreaterThan(0);
        await openSigned(page, courier, "/evidence/1");
        const sheet = page.getByTestId("evidence-sheet");
        await expect(sheet).toContainText("ABC123");
        await expect(sheet).toContainText(/HTTP 200/);
        await expect(sheet).toHaveCSS("background-color", "rgb(255, 255, 255)");
        await expect(sheet).toHaveCSS("color", "rgb(0, 0, 0)");
        await expect(sheet.getByText(sceneHash)).toBeVisible();
        await expectAccessible(page);
        await page.emulateMedia({ media: "print" });
        await expect(page.getByRole("button")).toHaveCount(0);
        const pdfs = [await printed(page, format)];
        await page.emulateMedia({ media: null });
        await openSigned(page, courier, "/evidence/5");
        await expect(sheet).toContainText("ABC127");
        pdfs.push(await printed(page, format));
        if (!hasPoppler) return;
        for (const [index, plate] of ["ABC123", "ABC127"].entries()) {
          const { pages, corners, pictures } = lookAt(pdfs[index] ?? Buffer.alloc(0));
          const text = pages.join("\n");
          for (const word of [
            ...words,
            plate,
            "gate-in",
            "2026-11-23T12:04:09.500Z",
            "09:04:09",
            "Front desk",
            "HTTP 200",
            sceneHash,
          ])
            expect(text).toContain(word);
          expect(pages.length, text).toBe(index === 0 ? 1 : 2);
          expect(corners).toEqual(pages.map(() => 255));
          expect(pictures).toBe(2);
          for (const [number, one] of pages.entries())
            expect(one).toMatch(new RegExp(`${plate} .*${number + 1} ?/ ?${pages.length}`));
        }
      } finally {
        await courier.remove();
      }
    });
  });
}

const many = (start: string) =>
  Array.from({ length: 60 }, (_, index) => ({ plate: `${start}${index}`, score: 0.9 - index / 100 }));

/** Without the page's words: it speaks another language. */
async function openSigned(page: Page, courier: { console: string; token: string }, path: string): Promise<void> {
  await page.addInitScript((key) => localStorage.setItem(key, "1"), "plate-courier.welcome-skipped");
  await page.goto(`${new URL(path, courier.console).href}#token=${courier.token}`);
}

test("the print dialog waits until the pictures are there, and offers a name for the file", async ({ page, courier }) => {
  await courier.post("abc123", "gate");
  await page.addInitScript(() => {
    window.print = () =>
      document.body.setAttribute("data-printed", String(Array.from(document.images, (image) => image.complete)));
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/images/1", (route) => held.then(() => route.continue()));
  await openSigned(page, courier, "/evidence/1");
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  await expect(page).toHaveTitle("Plate read ABC123 1");
  expect(await page.locator("body").getAttribute("data-printed")).toBeNull();
  release();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "true,true");
});
