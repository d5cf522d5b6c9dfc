import type { ElectronApplication } from "@playwright/test";

/** How many tray icons answer a click. Electron's own prototypes are found as well; nobody listens on those. */
export function trays(app: ElectronApplication): Promise<number> {
  return onHeap(app, "Tray", "function () { return this.filter((one) => one.listenerCount('click') > 0).length; }");
}

/** The labels of each menu that has a "quit" entry. */
export function menus(app: ElectronApplication): Promise<string[][]> {
  return onHeap(
    app,
    "Menu",
    `function () {
      const all = this.map((menu) => (menu.items ?? []).map(({ label }) => label));
      return all.filter((labels) => labels.some((label) => label.startsWith("Quit")));
    }`,
  );
}

/** Chooses an entry of the tray's menu, as a click on it does. */
export function chooseInTray(app: ElectronApplication, label: string): Promise<void> {
  return onHeap(
    app,
    "Menu",
    `function (label) {
      for (const menu of this) for (const entry of menu.items ?? []) if (entry.label === label) { entry.click(); return; }
      throw new Error("There is no entry called " + label);
    }`,
    label,
  );
}

/**
 * Calls a function on all objects of a kind that live in the main process, as an array in `this`. The product keeps its tray and
 * its menus to itself and has no door for tests; the debugger finds them on the heap.
 */
function onHeap<T>(app: ElectronApplication, kind: "Tray" | "Menu", declaration: string, argument = ""): Promise<T> {
  return app.evaluate(
    async (electron, [wanted, functionDeclaration, value]) => {
      const { Session } = process.getBuiltinModule("node:inspector");
      const session = new Session();
      session.connect();
      const post = (method: string, params: object) =>
        new Promise<Record<string, { objectId: string; value: unknown; text?: string }>>((resolve, reject) =>
          session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as never))),
        );
      Object.assign(globalThis, { sought: wanted === "Tray" ? electron.Tray.prototype : electron.Menu.prototype });
      const prototype = await post("Runtime.evaluate", { expression: "globalThis.sought" });
      const found = await post("Runtime.queryObjects", { prototypeObjectId: prototype.result?.objectId });
      const called = await post("Runtime.callFunctionOn", {
        objectId: found.objects?.objectId,
        arguments: [{ value }],
        functionDeclaration,
        returnByValue: true,
      });
      session.disconnect();
      if (called.exceptionDetails) throw new Error(called.exceptionDetails.text);
      return called.result?.value as T;
    },
    [kind, declaration, argument] as const,
  );
}
