import { _electron, type ElectronApplication, type Page } from "@playwright/test";

/** The packaged application under test; scripts/test.mjs makes it and names it. */
export function program(): string {
  const path = process.env.PLATE_COURIER_DESKTOP;
  if (!path) throw new Error("Run these through `npm test -- desktop`, which packages the application first.");
  return path;
}

/** Chromium refuses to run sandboxed as root; everywhere else the real sandbox is tested. */
export const rootless = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** What the programs of the test that runs have said, and how they ended: for the report of a test that failed. */
let said: string[] = [];

/** Takes what was said since the last call. */
export function takeSaid(): string {
  const text = said.join("");
  said = [];
  return text;
}

/** Starts the application with a window, and waits for that. */
export async function launch(args: string[]): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    ...{ executablePath: program(), args: [...rootless, ...args], timeout: 30_000 },
    // Playwright's own wish for light would hide what the application's theme does.
    colorScheme: null,
  });
  const { pid, stderr } = app.process();
  stderr?.on("data", (text) => said.push(String(text)));
  app.process().once("exit", (code, signal) => said.push(`The program ${pid} ended: code ${code}, signal ${signal}.\n`));
  keepAnswers(app);
  const page = await app.firstWindow();
  // As an operator does who knows the product: the first start's welcome has tests of its own.
  await page.evaluate((key) => localStorage.setItem(key, "1"), "plate-courier.welcome-skipped");
  await page.goto("app://console/");
  return { app, page };
}

/**
 * Makes every evaluation last until the main process' next turn. The debugger holds an answer weakly and hands it over in a
 * microtask, for which Electron's main process may have no time before memory is tidied up: "Resulting promise was garbage
 * collected" (https://github.com/microsoft/playwright/issues/33737). In a turn of its own, microtasks follow at once.
 */
function keepAnswers(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (body: unknown, argument?: unknown) => Promise<unknown>;
  const later = (body: unknown, argument?: unknown) =>
    evaluate(
      new Function(
        ...["electron", "argument"],
        `return new Promise((resolve) => setImmediate(resolve)).then(() => (${body})(electron, argument));`,
      ),
      argument,
    );
  app.evaluate = later as typeof app.evaluate;
}
