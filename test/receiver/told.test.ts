import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { inspectImage } from "../../src/main/receiver/inspect-image.ts";
import type { ReceiverSettings } from "../../src/shared/settings.ts";
import { inSpanish } from "../shared/phrases/told.ts";
import { asJson, multipart, multipartType, receiverPerTest } from "./harness.ts";

const folder = await mkdtemp(join(tmpdir(), "told-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const { start } = receiverPerTest();

describe("why a webhook is quarantined", () => {
  const results = (value: string) => `{"hook":{"event":"recognition"},"data":{"camera_id":"gate","results":${value}}}`;
  it.each([
    ["", "el JSON está vacío"],
    ['{"hook"', "el JSON se interrumpe a la mitad, en el carácter 7"],
    ['{"hook":}', "el JSON está dañado en el carácter 9, donde sobra «}»"],
    ['{"data":ok. now}', "el JSON está dañado en el carácter 9, donde sobra «ok.»"],
    ['{"hook"\u0001', "el JSON está dañado en el carácter 8, donde sobra un carácter de control o un espacio"],
    ["[]", "el JSON no es un objeto con hook y data"],
    ["{}", "el JSON no tiene ni hook.event ni data"],
    ['{"hook":{"event":"recognition"}}', "el JSON no tiene ningún objeto llamado data"],
    ['{"data":{}}', "en el JSON falta data.results"],
    [results("{}"), "data.results no es una lista en el JSON"],
    [results("[1]"), "data.results no tiene en el JSON ningún resultado que sea un objeto"],
    [
      results(`[${Array.from({ length: 1001 }, () => "{}").join(",")}]`),
      "data.results tiene 1001 resultados en el JSON; se aceptan como máximo 1000",
    ],
  ])("is told of %j", async (body, told) => {
    const { post, events } = await start();
    // The sender is answered in English, whatever the operator speaks.
    const answer = await post(body, asJson);
    expect(answer.body).toMatchObject({ status: "quarantined", reason: events[0]?.reason });
    expect(inSpanish(events[0]?.reason)).toBe(told);
  });

  it("is told of forms without the JSON, too", async () => {
    const { post, events } = await start();
    const part: [string, string] = ['Content-Disposition: form-data; name="json"', "{}"];
    await post(new URLSearchParams({ other: "1" }));
    await post(multipart([['Content-Disposition: form-data; name="other"', "1"]]), multipartType);
    await post(multipart([part, part]), multipartType);
    expect(events.map(({ reason }) => inSpanish(reason))).toEqual([
      "el formulario no tiene ningún campo llamado json",
      "el cuerpo multipart no tiene ninguna parte llamada json",
      "el cuerpo multipart tiene 2 partes llamadas json",
    ]);
  });
});

describe("why a picture cannot be shown", () => {
  it("is told of what its first bytes say", () => {
    const png = (width: number, height: number) => {
      const bytes = Buffer.alloc(33);
      bytes.write("\x89PNG\r\n\x1a\n", 0, "latin1");
      bytes.write("IHDR", 12, "latin1");
      bytes.writeUInt32BE(width, 16);
      bytes.writeUInt32BE(height, 20);
      return bytes;
    };
    const jpegWithoutSize = Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0]);
    const pictures = [Buffer.alloc(0), Buffer.from("GIF89a"), jpegWithoutSize, png(10, 10), png(9000, 9000)];
    expect(pictures.map((bytes) => inSpanish(inspectImage(bytes).unreadable))).toEqual([
      "el archivo está vacío",
      "no es una imagen JPEG, PNG ni WebP",
      "su encabezado no indica ningún tamaño",
      "el archivo termina antes de tiempo",
      "dice tener 9000 × 9000 píxeles, más de 50 megapíxeles",
    ]);
  });
});

describe("why the receiver does not listen", () => {
  it("is told of a port that another program holds, with its name", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => new Promise<void>((resolve) => holder.close(() => resolve())));
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as AddressInfo;
    const { receiver } = await start({ settings: { port } });
    const told = inSpanish(receiver.status().problem);
    expect(told).toMatch(new RegExp(`^El puerto ${port} está ocupado por (\\S.* \\(proceso \\d+\\)|otro programa)\\. `));
    expect(told).toMatch(/Detenga ese programa o elija otro puerto aquí y en el reconocedor\.$/);
  });

  it.each([
    ["192.0.2.1", "Este equipo no tiene la dirección 192.0.2.1."],
    ["no-such-name.invalid", "no-such-name.invalid"],
  ])("is told of the address %s", async (host, told) => {
    const { receiver } = await start({ settings: { host } });
    expect(inSpanish(receiver.status().problem)).toContain(told);
  });

  const file = (name: string) => join(folder, name);
  it.each<[string, ReceiverSettings["tls"], string]>([
    ["that is not there", { kind: "pem", certFile: file("none.pem"), keyFile: file("none.key") }, "El archivo de certificado"],
    ["that is a folder", { kind: "pem", certFile: folder, keyFile: folder }, "es una carpeta, no un archivo de certificado."],
    ["without a key", { kind: "pem", certFile: file("text"), keyFile: file("none.key") }, "El archivo de clave"],
    ["whose key is a folder", { kind: "pem", certFile: file("text"), keyFile: folder }, "no un archivo de clave."],
    ["whose key is protected", { kind: "pem", certFile: file("text"), keyFile: file("sealed") }, "está protegido con una frase"],
    ["that is no PEM", { kind: "pem", certFile: file("text"), keyFile: file("text") }, "no es un archivo PEM"],
    ["that is no PFX", { kind: "pfx", file: file("text"), passphrase: null }, "no es un archivo PFX"],
    ["with another passphrase", { kind: "pfx", file: file("good.pfx"), passphrase: "no" }, "La frase de contraseña no abre"],
  ])("is told of a certificate %s", async (_, tls, told) => {
    await writeFile(file("text"), "no certificate");
    await writeFile(file("sealed"), "-----BEGIN ENCRYPTED PRIVATE KEY-----");
    const made = ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=x"];
    execFileSync("openssl", [...made, "-keyout", file("key"), "-out", file("cert")], { stdio: "ignore" });
    const packed = ["pkcs12", "-export", "-in", file("cert"), "-inkey", file("key"), "-out", file("good.pfx")];
    execFileSync("openssl", [...packed, "-passout", "pass:open sesame"], { stdio: "ignore" });
    const { receiver } = await start({ settings: { tls } });
    expect(inSpanish(receiver.status().problem)).toContain(told);
  });

  it("is told of a passphrase that cannot be read here", async () => {
    await writeFile(file("any.pfx"), "a certificate");
    const secrets = { decrypt: () => Promise.reject(new Error("another key")) };
    const { receiver } = await start({ settings: { tls: { kind: "pfx", file: file("any.pfx"), passphrase: "k1:" } }, secrets });
    expect(inSpanish(receiver.status().problem)).toContain("La frase de contraseña guardada de");
  });
});
