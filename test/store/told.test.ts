import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { migrate } from "../../src/main/store/migrate.ts";
import { migrations } from "../../src/main/store/migrations/index.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { explain } from "../../src/main/store/unavailable.ts";
import { inSpanish } from "../shared/phrases/told.ts";
import { bench, nowhere, pending, temporaryFolder, toAll, webhook } from "./store-kit.ts";

/** What a promise or function is refused with. */
async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("It was not refused.");
}
const signal = new AbortController().signal;

describe("a store that keeps nothing at the moment", () => {
  it("tells of another program's lock, since when, and that it goes on by itself", async () => {
    const { store, clock, dataDir } = await bench();
    const other = openDatabase(join(dataDir, "plate-courier.db"), "write");
    other.exec("BEGIN IMMEDIATE");
    const refused = await refusalOf(() => store.events.accept(webhook(clock.now()), nowhere));
    expect(inSpanish(refused)).toBe(
      `Otro programa ha bloqueado la base de datos en ${dataDir}. No se guardó nada. Cierre el programa que la tiene abierta, como un visor de bases de datos o una copia de seguridad.`,
    );
    expect(inSpanish(store.health().reason)).toMatch(
      /bloqueado.* Desde las \d\d:\d\d se rechazan los webhooks nuevos; .* Cierre el programa .* La recepción continúa automáticamente\.$/,
    );
    other.exec("ROLLBACK");
    other.close();
  });

  it("tells of everything else that a disk can do", () => {
    const codes = [5, 8, 10, 11, 13, 26].map((errcode) => Object.assign(new Error("SQLite"), { errcode }));
    const system = ["ENOSPC", "EROFS", "EIO", "EMFILE"].map((code) => Object.assign(new Error("system"), { code }));
    for (const error of [...codes, ...system]) {
      const { happened, remedy } = explain(error, "/data");
      expect(inSpanish(`${happened} ${remedy}`)).toContain("/data");
    }
  });

  it("tells that it stops", async () => {
    const { store, clock } = await bench();
    await store.close();
    const refused = await refusalOf(() => store.events.accept(webhook(clock.now()), nowhere));
    expect(inSpanish(refused)).toBe("Plate Courier se está deteniendo. No se guardó nada; envíelo de nuevo.");
  });
});

describe("a data folder that cannot be opened", () => {
  it("is told to be in use, with the process that has it", async () => {
    const { dataDir, clock } = await bench();
    const refused = await refusalOf(() => openStore({ dataDir, clock, log: silentLog }));
    expect(inSpanish(refused)).toContain(
      `Otro Plate Courier (proceso ${process.pid}) está usando la carpeta de datos ${dataDir}.`,
    );
  });

  it("is told to be of a newer program", async () => {
    const { dataDir, clock, store } = await bench();
    await store.close();
    const database = openDatabase(join(dataDir, "plate-courier.db"), "write");
    database.exec("PRAGMA user_version = 4711");
    database.close();
    const refused = await refusalOf(() => openStore({ dataDir, clock, log: silentLog }));
    expect(inSpanish(refused)).toMatch(/tiene la versión 4711, y este programa conoce la versión \d+\./);
  });

  it("is told to be without a copy before an upgrade", async () => {
    const path = join(temporaryFolder(), "old.db");
    const database = openDatabase(path, "write");
    migrate(database, migrations.slice(0, 1), "", 0, silentLog);
    const refused = await refusalOf(() => migrate(database, migrations, path, 0, silentLog));
    expect(inSpanish(refused)).toContain(`antes no se pudo copiar en ${path}. No se ha cambiado nada.`);
    database.close();
  });

  it("is told to be no folder", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const { clock } = await bench();
    const refused = await refusalOf(() => openStore({ dataDir: join(file, "below"), clock, log: silentLog }));
    expect(inSpanish(refused)).toBe(`No se puede guardar nada en ${join(file, "below")}. El archivo de registro dice más.`);
  });
});

describe("a former database", () => {
  it("is told to be unreadable, or not there, and its deliveries to be for a person", async () => {
    const { dataDir, clock, store } = await bench();
    await store.events.accept(webhook(clock.now()), toAll("hook"));
    await store.close();
    const file = join(dataDir, "plate-courier.db");
    mkdirSync(join(dataDir, "backups"), { recursive: true });
    copyFileSync(file, join(dataDir, "backups/plate-courier-v6-20261101T080000Z.db"));
    writeFileSync(file, "damaged");
    const { store: fresh } = await bench({ dataDir, clock });
    const [damaged, backup] = fresh.recovery.sources().map(({ name }) => name);
    const unreadable = await refusalOf(() => fresh.recovery.bringBack(damaged ?? "", signal));
    expect(inSpanish(unreadable)).toMatch(/^No se puede leer nada de .*plate-courier\.db \(.*\)\. Pruebe con otra\.$/);
    expect(inSpanish(await refusalOf(() => fresh.recovery.bringBack("none", signal)))).toBe("Esta base de datos ya no está.");
    await fresh.recovery.bringBack(backup ?? "", signal);
    expect(inSpanish(fresh.deliveries.list({})[0]?.delivery.lastError)).toBe(
      "Recuperada de una copia de la base de datos: no se sabe si llegó entretanto.",
    );
  });
});

describe("a delivery that the store ends", () => {
  it("is told to have come too late", async () => {
    const { store, clock } = await bench();
    const late = () => [{ ...pending({ destinationId: "gate", readIndex: 0 }), expiresAt: clock.now() - 1 }];
    await store.events.accept(webhook(clock.now()), late);
    await store.deliveries.expire(clock.now());
    expect(inSpanish(store.deliveries.list({})[0]?.delivery.lastError)).toBe(
      "Llegó demasiado tarde para servir, así que no se envió.",
    );
  });
});
