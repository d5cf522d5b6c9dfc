import { randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { temporaryDir } from "./temporary-dir.ts";

describe("the headless secret box", () => {
  it("gives back what it encrypted, also after a restart, and never the same ciphertext twice", async () => {
    const dir = temporaryDir();
    const box = createKeyFileSecretBox({ dir });
    const [one, two] = [await box.encrypt("Token grüße"), await box.encrypt("Token grüße")];
    expect(one).toMatch(/^k1:/);
    expect(one).not.toBe(two);
    expect(await createKeyFileSecretBox({ dir }).decrypt(one)).toBe("Token grüße");
  });

  it.skipIf(process.platform === "win32")(
    "keeps its key readable by the owner only, and refuses one that others may read",
    () => {
      const dir = temporaryDir();
      createKeyFileSecretBox({ dir });
      expect(statSync(join(dir, "secret.key")).mode & 0o777).toBe(0o600);
      chmodSync(join(dir, "secret.key"), 0o640);
      expect(() => createKeyFileSecretBox({ dir })).toThrow(/chmod 600/);
    },
  );

  it("does not overwrite a key file that holds no key", () => {
    const dir = temporaryDir();
    writeFileSync(join(dir, "secret.key"), "half of a ke", { mode: 0o600 });
    expect(() => createKeyFileSecretBox({ dir })).toThrow(/holds no key of 32 bytes/);
    expect(readFileSync(join(dir, "secret.key"), "utf8")).toBe("half of a ke");
  });

  it.each([
    ["empty", ""],
    ["of zeros", "\0".repeat(45)],
  ])("makes its key anew where a power cut left the file %s, and leaves nothing beside it", async (_, left) => {
    const dir = temporaryDir();
    writeFileSync(join(dir, "secret.key"), left, { mode: 0o600 });
    const cipher = await createKeyFileSecretBox({ dir }).encrypt("x");
    expect(await createKeyFileSecretBox({ dir }).decrypt(cipher)).toBe("x");
    expect(readdirSync(dir)).toEqual(["secret.key"]);
    if (process.platform !== "win32") expect(statSync(join(dir, "secret.key")).mode & 0o777).toBe(0o600);
  });

  it("takes a key from the environment as base64 or hex and then makes no file", async () => {
    const key = randomBytes(32);
    const dir = temporaryDir();
    const cipher = await createKeyFileSecretBox({ dir, environmentKey: key.toString("base64") }).encrypt("x");
    expect(await createKeyFileSecretBox({ dir, environmentKey: key.toString("hex") }).decrypt(cipher)).toBe("x");
    expect(() => statSync(join(dir, "secret.key"))).toThrow();
    expect(() => createKeyFileSecretBox({ dir, environmentKey: "short" })).toThrow(/PLATE_COURIER_KEY is no key/);
  });

  it("refuses a changed ciphertext, another key's and another program's without showing anything of it", async () => {
    const box = createKeyFileSecretBox({ dir: temporaryDir() });
    const cipher = await box.encrypt("hunter2hunter2");
    const bytes = Buffer.from(cipher.slice(3), "base64");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await expect(box.decrypt(`k1:${bytes.toString("base64")}`)).rejects.toThrow(/another key, or is damaged/);
    await expect(box.decrypt("k1:AAAA")).rejects.toThrow(/another key, or is damaged/);
    await expect(createKeyFileSecretBox({ dir: temporaryDir() }).decrypt(cipher)).rejects.toThrow(/another key/);
    await expect(box.decrypt("s1:AAAA")).rejects.toThrow(/another program/);
  });
});
