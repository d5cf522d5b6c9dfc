import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openStoreReadOnly } from "../../src/main/store/open-read-only.ts";
import { bench, nowhere, temporaryFolder, webhook } from "./store-kit.ts";

const writer = join(import.meta.dirname, "writer-process.ts");

interface Writer {
  process: ChildProcess;
  lines: string[];
  /** Resolves when so many lines came. */
  after(count: number): Promise<void>;
  kill(): Promise<void>;
}

function startWriter(dataDir: string): Writer {
  const child = spawn(process.execPath, [writer, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  let rest = "";
  let heard = () => {};
  child.stdout.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    heard();
  });
  return {
    process: child,
    lines,
    async after(count) {
      while (lines.length < count) await new Promise<void>((resolve) => (heard = resolve));
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

it("lets one process write a data folder, and names it to the other", async () => {
  const { dataDir } = await bench();
  const answer = execFileSync(process.execPath, [writer, dataDir, "once"], { encoding: "utf8" });
  expect(answer).toContain(`refused The data folder ${dataDir} is in use by another Plate Courier (process ${process.pid}).`);
});

it("does not open the same folder twice within one process either", async () => {
  const { dataDir } = await bench();
  await expect(bench({ dataDir })).rejects.toMatchObject({
    name: "StoreOpenError",
    message: expect.stringContaining("is in use"),
  });
});

it("takes a folder whose lock file was damaged, and not from who holds it", async () => {
  const dataDir = temporaryFolder();
  const lockFile = join(dataDir, "plate-courier.lock");
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(lockFile, "the disk failed here".repeat(100));
  const { store } = await bench({ dataDir });
  // By another process: on POSIX one that closes a file gives up all of its locks on it.
  execFileSync(process.execPath, ["-e", `fs.writeFileSync(${JSON.stringify(lockFile)}, "and again".repeat(100))`]);
  expect(execFileSync(process.execPath, [writer, dataDir, "once"], { encoding: "utf8" })).toContain("is in use by another");
  await store.close();
});

it("takes a folder over from a process that was killed, with every webhook it had accepted", async () => {
  const dataDir = temporaryFolder();
  for (let round = 0; round < 3; round += 1) {
    const child = startWriter(dataDir);
    await child.after(20 + round * 7);
    await expect(bench({ dataDir })).rejects.toThrow(`process ${child.process.pid}`);
    await child.kill();
    expect(readFileSync(join(dataDir, "plate-courier.pid"), "utf8")).toBe(`${child.process.pid}\n`);

    const { store } = await bench({ dataDir });
    const accepted = child.lines.slice(1).map((line) => line.split(" ") as [string, string]);
    expect(accepted.length).toBeGreaterThan(10);
    for (const [id, text] of accepted) {
      expect(store.events.body(Number(id))?.bytes.toString()).toBe(text);
      for (const { id: imageId } of store.events.get(Number(id))?.event.images ?? [])
        expect(await store.images.bytes(imageId)).toHaveLength(20_000);
    }
    await store.close();
  }
});

it("lets another process read while the receiver writes, and sees what was accepted meanwhile", async () => {
  const { store, clock, dataDir } = await bench();
  await store.events.accept(webhook(clock.now()), nowhere);
  const script = `
    import { openStoreReadOnly } from ${JSON.stringify(new URL("../../src/main/store/open-read-only.ts", import.meta.url).href)};
    const store = openStoreReadOnly({ dataDir: ${JSON.stringify(dataDir)} });
    const count = () => [...store.events({})].length + "/" + [...store.reads({})].length + "/" + [...store.deliveries({})].length;
    console.log(count());
    store.close();`;
  const read = () => execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }).trim();
  expect(read()).toBe("1/1/0");
  const reader = openStoreReadOnly({ dataDir });
  await store.events.accept(webhook(clock.now()), nowhere);
  expect([...reader.events({})]).toHaveLength(2);
  expect(read()).toBe("2/2/0");
  await store.close();
  reader.close();
  expect(read()).toBe("2/2/0");
});

it("gives the folder back when it is closed", async () => {
  const { dataDir, store } = await bench();
  await store.close();
  expect(execFileSync(process.execPath, [writer, dataDir, "once"], { encoding: "utf8" })).toBe("open\n");
});
