import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

/** Every address that the console's own routes name: a page that is added there is looked at here without a further word. */
const app = join(import.meta.dirname, "../../src/renderer/app");
const found = ["routes.tsx", "screens.tsx"].flatMap((file) =>
  [...readFileSync(join(app, file), "utf8").matchAll(/<Route\s+path=(?:"([^"]+)"|\{[^}]*\})/g)].map(([, path]) => path ?? "/"),
);
export const routes = [...new Set(found)];

/** Pages of a route beside its plain address; a route that cannot do without a parameter must have one here. */
const further: Record<string, string[]> = {
  "/": ["/event/1", "/history", "/read/1"],
  "/evidence/:id": ["/evidence/1"],
  "/destinations/:id?": ["/destinations/new", "/destinations/new?forwarder=webhook", "/destinations/new?forwarder=nx-witness"],
  "/lists/:id?": ["/lists/new", "/lists/wanted"],
  "/settings": [
    "/settings?section=sources",
    "/settings?section=retention",
    "/settings?section=backups",
    "/settings?section=appearance",
    "/settings?section=inboxes",
    "/settings?section=updates",
    "/settings?section=diagnostics",
    "/settings?section=file",
  ],
};

/** What to open of a route, each a page of its own. */
export function addressesOf(route: string): string[] {
  const plain = route.replace(/\/:\w+\?/g, "");
  const named = further[route] ?? [];
  if (plain.includes(":") && named.length === 0) throw new Error(`Name an address for the route ${route} in "further".`);
  return plain.includes(":") ? named : [plain, ...named];
}

/** Whatever the page asks of the core is there, and it says what it is. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeAttached();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
}
