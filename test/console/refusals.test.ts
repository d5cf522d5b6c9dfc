import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createConsoleServer } from "../../src/main/console/http.ts";
import { silentLog } from "../../src/main/log.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { english } from "../../src/shared/phrases/english/index.ts";
import { type Part, readPhrases } from "../../src/shared/phrases/read.ts";
import { templatesOf } from "../../src/shared/phrases/template.ts";
import { type CoreUnderTest, startCore } from "../core/core-under-test.ts";
import { inSpanish } from "../shared/phrases/told.ts";
import { files, furnish, refused } from "./refusals-asked.ts";

const token = "the-console-token-of-this-test";
let under: CoreUnderTest;
let server: ReturnType<typeof createConsoleServer>;
beforeAll(async () => {
  under = await startCore();
  await furnish(under);
  const { console, image } = under.core;
  const open = { host: "127.0.0.1", port: 0, assetsDir: under.dataDir, log: silentLog, token };
  server = createConsoleServer({ backend: console, image, file: async () => null, ...open });
  await server.start();
});
afterAll(async () => {
  await server.stop();
  await under.remove();
});

interface Answered {
  message: string;
  data: { field: string | null; remedy: string | null };
}

/** What the console answers over its own socket, as the page gets it. */
async function refusalOf(path: string, input: unknown): Promise<Answered> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const post = await fetch(`${server.url()}trpc/${path}`, { method: "POST", headers, ...body });
  const get = () => fetch(`${server.url()}trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });
  const answer = post.status === 405 ? await get() : post;
  expect(answer.ok).toBe(false);
  return ((await answer.json()) as { error: Answered }).error;
}

const templates = templatesOf(english);
const seen = new Set<string>();
function told(text: string): string {
  const keysOf = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) =>
      part.template === null ? [] : [part.template.key, ...part.values.flatMap((value) => keysOf(value.parts ?? []))],
    );
  for (const key of keysOf(readPhrases(text, templates) ?? [])) seen.add(key);
  return inSpanish(text);
}

describe("what the console is refused is told in the operator's language, and nothing of it in English", () => {
  it.each(refused)("%s %j", async (path, input, expected) => {
    const { message, data } = await refusalOf(path, input);
    expect(told(message)).toContain(expected);
    if (data.remedy !== null) expect(told(message)).toContain(told(data.remedy));
  });

  it.each(files)("a settings file that holds %s", async (text, expected) => {
    const { message } = await refusalOf("previewSettings", { name: "courier.json", text, passphrase: "", replace: false });
    expect(told(message)).toContain(expected);
  });

  it("a settings file whose passphrase is another, or that is damaged", async () => {
    const { text } = await under.core.console.exportSettings({ passphrase: "open sesame", plates: false });
    const opened = async (changed: string) =>
      told((await refusalOf("importSettingsFile", { name: "c.json", text: changed, passphrase: "no", replace: false })).message);
    expect(await opened(text)).toBe(
      "La frase de contraseña no abre c.json, o el archivo está dañado. No se cambió nada. Compruebe la frase de contraseña.",
    );
    expect(await opened(text.replace('"N": 131072', '"N": 1'))).toMatch(/^c\.json está dañado: /);
    expect(await opened(text.replace('"version": 1', '"version": 2'))).toMatch(/^c\.json está sellado en la versión 2, y/);
  });

  it("a list that is used, by one and by several", async () => {
    const rules = { onLists: ["staff"] };
    const use = (name: string) => ({ id: null, name, forwarder: "webhook", enabled: false, cameras: {}, rules });
    const save = (name: string) =>
      under.core.console.saveDestination({ ...use(name), settings: { url: "http://127.0.0.1:9/" } } as never);
    await save("One");
    expect(told((await refusalOf("deleteList", { id: "staff" })).message)).toMatch(/^One usa la lista Staff\. /);
    await save("Two");
    expect(told((await refusalOf("deleteList", { id: "staff" })).message)).toMatch(/^One, Two usan la lista Staff\. /);
    const replaced = { name: "c.json", text: '{"lists": []}', passphrase: "", replace: true };
    expect(told((await refusalOf("previewSettings", replaced)).message)).toMatch(/^lists no nombra "Staff", que desaparecería: /);
  });

  it("another kind for a destination", async () => {
    const known = (await under.core.console.destinations()).at(0);
    const { message } = await refusalOf("saveDestination", { ...known, forwarder: "salient", settings: {} });
    expect(told(message)).toBe("El tipo de un destino no se puede cambiar. Agregue en su lugar un destino nuevo.");
  });

  it("a hundred searches", async () => {
    const searches = Array.from({ length: 100 }, (_, n) => ({ id: `s${n}`, name: `Search ${n}`, query: "" }));
    under.settings.set({ ...under.settings.get(), searches });
    const { message } = await refusalOf("saveSearch", { id: null, name: "One more", query: "" });
    expect(told(message)).toBe("Se conservan como máximo 100 búsquedas. Elimine una que ya no haga falta.");
  });

  it("lines of a CSV file", async () => {
    const csv = `plate,name\n${"A".repeat(41)},x\nB1,${"n".repeat(201)}\nC1,y\nC1,y\nD1,a,b\n,z\n`;
    const { bad } = await under.core.console.importList({ listId: "staff", csv, replace: false, preview: true });
    expect(bad.map(({ reason }) => told(reason))).toEqual([
      "La matrícula tiene más de 40 caracteres.",
      "El nombre tiene más de 200 caracteres.",
      "La misma matrícula ya está en la línea 4, que se aceptó.",
      "Tiene más celdas que el encabezado: ponga entre comillas dobles los textos con comas.",
      "No hay ninguna matrícula.",
    ]);
  });

  it("a secret that cannot be read here", async () => {
    const foreign = createKeyFileSecretBox({ dir: under.dataDir, environmentKey: "0".repeat(64) });
    const decrypt = (cipher: string) =>
      foreign.decrypt(cipher).then(
        () => "",
        (error: Error) => told(error.message),
      );
    expect(await decrypt("s1:AAAA")).toMatch(/^Otro programa u otra cuenta, .* cifró un secreto\. /);
    expect(await decrypt("k1:AAAA")).toMatch(/^Un secreto se cifró con otra clave o está dañado\. /);
  });
});

/** What is told of values that are only wrong in other files and other programs; remedies.test.ts has them. */
const ofOtherSchemas = /^value\.(unknown|kind|minCharacters|minEntries|maxEntries|above|below|address)$/;

/** What a running console is not brought to say here: faults of our own, races, and what only the desktop does (boot-task.test.ts). */
const elsewhere = [
  /^console\.(fault|testFault|bringingBack|bringingBackOther|notListening|testPlateAnswered)$/,
  /^console\.(noBootStart|installedForOne|nobodyAgreed|noFolder|noProtection|notMoved|noTask|windowsRefused)$/,
  ofOtherSchemas,
  // Recorded with deliveries, and no refusal.
  /^console\.(cancelled|destinationDeleted|destinationReplaced)$/,
];

it("every refusal of the console, and every remedy for a value, is among them", () => {
  const all = (["console", "value"] as const).flatMap((part) => Object.keys(english[part]).map((name) => `${part}.${name}`));
  const left = all.filter((key) => !seen.has(key) && !elsewhere.some((known) => known.test(key)));
  expect(left).toEqual([]);
});
