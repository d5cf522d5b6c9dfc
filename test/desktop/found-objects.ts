import type { ElectronApplication } from "@playwright/test";

/**
 * The labels of every menu with a "quit" entry, and how many tray icons answer a click, found on the main process's heap. The product
 * keeps both to itself, and has no door for tests.
 */
export function trayOnHeap(app: ElectronApplication): Promise<{ trays: number; menus: string[][] }> {
  return app.evaluate(async ({ Tray, Menu }) => {
    const { Session } = process.getBuiltinModule("node:inspector");
    const session = new Session();
    session.connect();
    const post = <T>(method: string, params: object) =>
      new Promise<T>((resolve, reject) =>
        session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))),
      );
    type Remote = { result: { objectId: string; value: unknown } };
    const all = async (prototype: object, read: string) => {
      Object.assign(globalThis, { soughtPrototype: prototype });
      const sought = await post<Remote>("Runtime.evaluate", { expression: "globalThis.soughtPrototype" });
      const { objects } = await post<{ objects: { objectId: string } }>("Runtime.queryObjects", {
        prototypeObjectId: sought.result.objectId,
      });
      const found = await post<Remote>("Runtime.callFunctionOn", {
        objectId: objects.objectId,
        functionDeclaration: read,
        returnByValue: true,
      });
      return found.result.value;
    };
    // Electron's own prototypes are found, too; nobody listens on those.
    const clickable = "function () { return this.filter((one) => one.listenerCount('click') > 0).length; }";
    const labels = "function () { return this.map((menu) => (menu.items ?? []).map(({ label }) => label)); }";
    const trays = (await all(Tray.prototype, clickable)) as number;
    const menus = (await all(Menu.prototype, labels)) as string[][];
    session.disconnect();
    return { trays, menus: menus.filter((entries) => entries.some((label) => /^Quit/.test(label))) };
  });
}

/** Chooses an entry of the tray's menu, as a click on it does. */
export function chooseInTray(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate(async ({ Menu }, wanted) => {
    const { Session } = process.getBuiltinModule("node:inspector");
    const session = new Session();
    session.connect();
    const post = <T>(method: string, params: object) =>
      new Promise<T>((resolve, reject) =>
        session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))),
      );
    type Remote = { result: { objectId: string } };
    Object.assign(globalThis, { soughtPrototype: Menu.prototype });
    const sought = await post<Remote>("Runtime.evaluate", { expression: "globalThis.soughtPrototype" });
    const { objects } = await post<{ objects: { objectId: string } }>("Runtime.queryObjects", {
      prototypeObjectId: sought.result.objectId,
    });
    await post("Runtime.callFunctionOn", {
      objectId: objects.objectId,
      arguments: [{ value: wanted }],
      functionDeclaration: `function (label) {
        for (const menu of this) for (const entry of menu.items ?? []) if (entry.label === label) { entry.click(); return; }
      }`,
    });
    session.disconnect();
  }, label);
}
