import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { hangDoorbell, ring } from "../../src/main/desktop/attach/doorbell.ts";
import { readEventStream } from "../../src/main/desktop/attach/event-stream.ts";
import { type Instance, readInstance, writeInstance } from "../../src/main/desktop/attach/instance-file.ts";
import { heldBy, startRole } from "../../src/main/desktop/attach/start-role.ts";
import { findDataFolder, keepChoice } from "../../src/main/desktop/data-folder.ts";
import { placeIn } from "../../src/main/desktop/place-in.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "plate-courier-attach-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
});

const background: Instance = {
  ...{ kind: "background", pid: 812, user: "LOCAL SERVICE", startedAt: 0, version: "0.1.0", doorbell: null },
  console: { url: "http://127.0.0.1:50123/", token: "t" },
};
const window: Instance = { ...background, kind: "window", user: "maria", doorbell: "/tmp/bell.sock", console: null };

const no = (): Promise<boolean> => Promise.resolve(false);

describe("what a start becomes", () => {
  const asked = {
    background: false,
    machineWide: false,
    answers: async (): Promise<boolean> => true,
    ring: async (): Promise<boolean> => true,
  };

  it.each([
    ["nobody holds the folder", { instance: null }, "own"],
    ["a background receiver answers", { instance: background }, "attach"],
    ["a background receiver left its file behind", { instance: background, answers: no }, "own"],
    ["a window is there", { instance: window }, "visit"],
    ["a window left its file behind", { instance: window, ring: no }, "own"],
    ["the computer's own receiver has not started yet", { instance: null, machineWide: true }, "attach"],
    ["the computer's own receiver crashed", { instance: background, answers: no, machineWide: true }, "attach"],
    ["it is to run in the background", { instance: background, background: true }, "serve"],
  ] as const)("is, when %s, %s", async (_when, changes, role) => {
    expect((await startRole({ ...asked, ...changes })).role).toBe(role);
  });

  it("names who holds the folder", () => {
    expect(heldBy("D:\\plates", window)).toMatch(/D:\\plates is in use .* of maria \(process 812, since \d{4}-\d\d-\d\d/);
  });
});

describe("the instance file", () => {
  it("is read as it was written, by its owner only, and taken away by who wrote it", () => {
    const forget = writeInstance(dir, background);
    expect(readInstance(dir)).toEqual(background);
    if (process.platform !== "win32") expect(statSync(join(dir, "attach/instance.json")).mode & 0o077).toBe(0);
    forget();
    expect(readInstance(dir)).toBeNull();
  });

  it("of a later start is left alone by an earlier one that ends", () => {
    const forget = writeInstance(dir, background);
    writeInstance(dir, { ...background, pid: 813 });
    forget();
    expect(readInstance(dir)?.pid).toBe(813);
  });

  it.each(["", "{", "[]", '{"pid":"x"}'])("that holds %j counts as none", (text) => {
    mkdirSync(join(dir, "attach"));
    writeFileSync(join(dir, "attach/instance.json"), text);
    expect(readInstance(dir)).toBeNull();
  });
});

describe("the doorbell", () => {
  it("is heard, says that somebody is there, and is gone after closing", async () => {
    let rang = 0;
    const bell = await hangDoorbell(() => {
      rang += 1;
    });
    expect(bell).not.toBeNull();
    expect(await ring(bell?.path ?? "")).toBe(true);
    expect(rang).toBe(1);
    bell?.close();
    expect(await ring(bell?.path ?? "")).toBe(false);
    expect(existsSync(bell?.path ?? "")).toBe(false);
  });

  it("that nobody hung is not answered", async () => {
    expect(await ring(join(dir, "none.sock"))).toBe(false);
  });
});

describe("an event stream", () => {
  const streamOf = (...chunks: string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });

  it("is read event by event, however it is cut into pieces", async () => {
    const text =
      'event: connected\ndata: {}\n\n: a comment\nid: 7\r\ndata: {"a":1}\r\n\r\nevent: ping\ndata: \n\ndata: one\ndata: two\n\n';
    for (const size of [1, 2, 7, text.length]) {
      const chunks = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
      const found = [];
      for await (const event of readEventStream(streamOf(...chunks))) found.push(event);
      expect(found).toEqual([
        { event: "connected", data: "{}" },
        { event: "message", data: '{"a":1}' },
        { event: "ping", data: "" },
        { event: "message", data: "one\ntwo" },
      ]);
    }
  });

  it("that breaks off in an event does not yield the part", async () => {
    const found = [];
    for await (const event of readEventStream(streamOf("data: whole\n\ndata: par"))) found.push(event.data);
    expect(found).toEqual(["whole"]);
  });
});

describe("the data folder", () => {
  const find = (given: string | null, machine: string | null = null) => findDataFolder({ given, userData: dir, machine });

  it("is this user's own unless something says otherwise", () => {
    expect(find(null)).toEqual({ dataDir: join(dir, "data"), machineWide: false });
    expect(find(null, join(dir, "all"))).toEqual({ dataDir: join(dir, "data"), machineWide: false });
  });

  it("is the computer's where a receiver is set up there", () => {
    mkdirSync(join(dir, "all/attach"), { recursive: true });
    expect(find(null, join(dir, "all"))).toEqual({ dataDir: join(dir, "all"), machineWide: true });
    expect(find(join(dir, "mine"), join(dir, "all"))).toEqual({ dataDir: join(dir, "mine"), machineWide: false });
    expect(find(join(dir, "all"), join(dir, "all")).machineWide).toBe(true);
  });

  it("is the one that was chosen in an earlier start, but what is given wins, and the receiver of the computer", () => {
    keepChoice(dir, join(dir, "chosen"));
    expect(find(null).dataDir).toBe(join(dir, "chosen"));
    expect(find(join(dir, "given")).dataDir).toBe(join(dir, "given"));
    mkdirSync(join(dir, "all/attach"), { recursive: true });
    expect(find(null, join(dir, "all")).dataDir).toBe(join(dir, "all"));
  });

  it("that a person chose among their own files is a folder of ours in it", () => {
    expect(placeIn("/mnt", ["holiday.jpg"], join)).toBe(join("/mnt", "Plate Courier"));
    expect(placeIn("/mnt", [], join)).toBe("/mnt");
    expect(placeIn("/mnt", ["plate-courier.db", "images"], join)).toBe("/mnt");
  });
});
