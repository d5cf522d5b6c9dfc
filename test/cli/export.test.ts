import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filterAt, queryOf } from "../../src/shared/history-query.ts";
import { Settings } from "../../src/shared/settings.ts";
import { bench, draft, failure, first, image, pending, webhook } from "../store/store-kit.ts";
import { run } from "./terminal-fixture.ts";

const hasUnzip = spawnSync("unzip", ["-v"]).status === 0;
const start = Date.UTC(2026, 10, 23, 12);
const hour = 3_600_000;
const at = (hours: number) => new Date(start + hours * hour).toISOString();
const reads = [
  { plate: "AB-123", camera: "gate", make: "Fiat", model: "Panda", color: "red", region: "us-ca", score: 0.95, direction: 10 },
  { plate: "AB0O12", camera: "gate", make: "Ford", model: "Focus", color: "blue", region: "us-tx", score: 0.7, direction: 350 },
  { plate: "abo012", camera: "yard", make: "Ford", model: null, color: null, region: "mx", score: 0.55, direction: 180 },
  { plate: null, camera: "yard", make: null, model: null, color: "red", region: null, score: null, direction: null },
  { plate: "=1+1", camera: "Gate", make: "Kia", model: "Rio", color: "green", region: "us-ca", score: 0.99, direction: 90 },
];

const settings = Settings.parse({
  destinations: [
    { id: "front-1", name: "Front desk", forwarder: "webhook", settings: {} },
    { id: "gatehouse-1", name: "Gatehouse", forwarder: "webhook", settings: {} },
  ],
  lists: [{ id: "residents-1", name: "Residents" }],
  searches: [{ id: "1", name: "Fords at night", query: "make=Ford&minScore=60" }],
});

/** Read and event n of `reads`, an hour apart; those to the front desk are the odd ones, and the first failed there. */
async function running() {
  const { store, dataDir } = await bench();
  for (const [index, { camera, ...read }] of reads.entries()) {
    const destinationId = index % 2 === 0 ? "front-1" : "gatehouse-1";
    const images = [image(Buffer.from(`scene ${index + 1}`))];
    const incoming = webhook(start + index * hour, { camera, reads: [draft(read)], images });
    await store.events.accept(incoming, () => [pending({ destinationId })]);
  }
  await store.events.accept(webhook(start + 9 * hour, { kind: "other", camera: "yard", reads: [] }), () => []);
  await store.deliveries.claim(1, start);
  const times = { startedAt: start, durationMs: 5, now: start };
  await store.deliveries.finish(1, failure("rejected", "no", { status: "failed" }), times);
  await store.lists.put("residents-1", [{ plate: "AB123", name: "", note: "" }], start);
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  const ask = (...argv: string[]) => run(["export", ...argv, "--data-dir", dataDir]);
  async function ids(...argv: string[]) {
    const { code, out, err } = await ask(...argv);
    expect(code, err).toBe(0);
    return out
      .split("\n")
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { id: number }).id);
  }
  return { store, dataDir, ask, ids };
}

describe("an export of reads on the command line, while the receiver runs", () => {
  it("has every filter of the console's History, and prints the oldest first", async () => {
    const { ids } = await running();
    const cases: [argv: string[], found: number[]][] = [
      [[], [1, 2, 3, 4, 5]],
      [["--plate", "ab 123"], [1]],
      [["--plate", "AB"], []],
      [
        ["--plate", "AB", "--part"],
        [1, 2, 3],
      ],
      [["--plate", "AB0?12"], [2]],
      [
        ["--plate", "a*2*", "--whole"],
        [1, 2, 3],
      ],
      [
        ["--plate", "ABO012", "--alike"],
        [2, 3],
      ],
      [["--shown", "no"], [4]],
      [
        ["--camera", "GATE"],
        [1, 2, 5],
      ],
      [
        ["--camera", "gate", "--camera", "yard", "--make", "ford"],
        [2, 3],
      ],
      [
        ["--color", "red", "--color", ""],
        [1, 3, 4],
      ],
      [["--model", "panda"], [1]],
      [
        ["--type", "Sedan", "--region", "us"],
        [1, 2, 5],
      ],
      [
        ["--min-score", "70", "--max-score", "95"],
        [1, 2],
      ],
      [
        ["--max-score", "70", "--min-score", "95"],
        [1, 2],
      ],
      [
        ["--direction", "315-45"],
        [1, 2],
      ],
      [["--list", "residents"], [1]],
      [["--unlisted"], [2, 3, 5]],
      [
        ["--destination", "gatehouse"],
        [2, 4],
      ],
      [["--destination", "Front desk", "--delivery", "failed"], [1]],
      [
        ["--delivery", "waiting"],
        [2, 3, 4, 5],
      ],
      [
        ["--since", at(1), "--until", at(3)],
        [2, 3],
      ],
      [
        ["--from", at(3), "--to", at(1)],
        [2, 3],
      ],
      [["--time", "today", "--plate", "*"], []],
      [["--search", "fords at night"], [2]],
      [
        ["--search", "Fords at night", "--min-score", "0"],
        [2, 3],
      ],
      [
        ["--search", "http://127.0.0.1:8010/history?plate=ab&camera=gate#top"],
        [1, 2],
      ],
      [
        ["--search", "?plate=AB0&alike=1"],
        [2, 3],
      ],
    ];
    for (const [argv, found] of cases) expect(await ids("reads", ...argv), argv.join(" ")).toEqual(found);
  });

  it("finds what the console finds with the same address", async () => {
    const { store, ids } = await running();
    for (const query of [
      "plate=AB&whole=1",
      "make=Ford&color=&delivery=pending",
      "direction=80-100&list=residents-1",
      "time=month",
    ]) {
      const console = await store.history.find(filterAt(queryOf(query).query, Date.now()), { limit: 100 });
      expect(await ids("reads", "--search", query), query).toEqual(console.map(({ id }) => id).reverse());
    }
  });

  it("says what is turned, what no read has, and what is found instead", async () => {
    const { ask } = await running();
    expect((await ask("reads", "--since", at(2), "--until", at(1))).err).toBe("The time range was upside down and is turned.\n");
    expect((await ask("reads", "--camera", "gatte", "--make", "Ford")).err.split("\n")).toEqual([
      "Nothing matches.",
      '--camera "gatte": no read has that. Did you mean gate? There are: gate, yard.',
      'With --camera "gate": 1 read.',
      "Without --camera: 2 reads.",
      "",
    ]);
    expect((await ask("reads", "--plate", "ABOO12")).err.split("\n")).toEqual([
      "Nothing matches.",
      "Plates that look alike: AB0O12 (1), ABO012 (1).",
      "With --alike: 2 reads.",
      "",
    ]);
  });

  it("refuses names that are not set up, with the nearest and all there are", async () => {
    const { ask } = await running();
    for (const [option, word, sentence] of [
      ["--destination", "Fornt desk", "no destination of that name; there are Front desk, Gatehouse. Did you mean Front desk?"],
      ["--list", "Resident", "no plate list of that name; there are Residents. Did you mean Residents?"],
      ["--search", "Ford at night", "no saved search of that name; there are Fords at night. Did you mean Fords at night?"],
    ] as const)
      expect(await ask("reads", option, word)).toMatchObject({
        ...{ code: 2, out: "" },
        err: expect.stringContaining(`${option} is ${JSON.stringify(word)}: there is ${sentence}`),
      });
  });
});

it("exports the deliveries and events of the reads that match, each once", async () => {
  const { ids } = await running();
  expect(await ids("events")).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await ids("events", "--camera", "yard")).toEqual([3, 4, 6]);
  expect(await ids("events", "--make", "ford", "--camera", "yard")).toEqual([3]);
  expect(await ids("events", "--delivery", "failed")).toEqual([1]);
  expect(await ids("deliveries", "--plate", "AB*")).toEqual([1, 2, 3]);
  expect(await ids("deliveries", "--delivery", "failed")).toEqual([1]);
  expect(await ids("deliveries", "--destination", "gatehouse", "--shown", "no")).toEqual([4]);
});

describe("an export into a file", () => {
  it("takes its form from the file's name, and says how much it wrote", async () => {
    const { dataDir, ask } = await running();
    const path = join(dataDir, "out.CSV");
    expect(await ask("reads", "--output", path, "--excel")).toMatchObject({
      code: 0,
      out: "",
      err: expect.stringContaining(`5 reads: ${path}`),
    });
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines[0]).toMatch(/^\ufeffid,eventId,/);
    expect(lines).toHaveLength(6);
    expect(lines[5]).toContain(",'=1+1,");
  });

  it.runIf(hasUnzip)("is an archive with the images of what matches, as ZIP", async () => {
    const { dataDir, ask } = await running();
    const path = join(dataDir, "out.zip");
    expect((await ask("reads", "--camera", "yard", "--output", path)).err).toContain(`2 reads, 2 images: ${path}`);
    const folder = join(dataDir, "unpacked");
    execFileSync("unzip", ["-q", path, "-d", folder]);
    const table = readFileSync(join(folder, "reads.csv"), "utf8").trim().split("\n");
    const names = table.slice(1).map((line) => line.split(",").at(-1) ?? "");
    expect(names.map((name) => readFileSync(join(folder, name), "utf8"))).toEqual(["scene 3", "scene 4"]);
  });

  it("is there whole or not at all: what stood there stays when it fails, or is stopped", async () => {
    const { dataDir, ask } = await running();
    const path = join(dataDir, "kept.jsonl");
    writeFileSync(path, "from before");
    const listening = process.listenerCount("SIGTERM");
    // As soon as it listens for the signal, and before it has read anything.
    const pressed = (event: string | symbol) =>
      void (event === "SIGTERM" && setImmediate(() => process.emit("SIGTERM", "SIGTERM")));
    process.on("newListener", pressed);
    const { code, err } = await ask("reads", "--output", path);
    process.off("newListener", pressed);
    expect(process.listenerCount("SIGTERM")).toBe(listening);
    expect({ code, err }).toEqual({ code: 1, err: "Stopped. The file is not whole, and was taken away.\n" });
    expect(readFileSync(path, "utf8")).toBe("from before");
    expect(readdirSync(dataDir).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(await ask("reads", "--output", dataDir)).toMatchObject({ code: 2, err: expect.stringContaining("which is a folder") });
    const nowhere = join(dataDir, "no", "such", "file.csv");
    expect(await ask("reads", "--output", nowhere)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${nowhere} cannot be written`),
    });
    expect(existsSync(nowhere)).toBe(false);
  });

  it("tells of images that are damaged on the disk", async () => {
    const { store, dataDir, ask } = await running();
    const found = first(
      readdirSync(join(dataDir, "images"), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()),
    );
    await store.close();
    const file = join(found.parentPath, found.name);
    writeFileSync(file, readFileSync(file, "latin1").replace("scene 2", "scene X"), "latin1");
    const { err } = await ask("reads", "--output", join(dataDir, "out.zip"));
    expect(err).toContain("5 reads, 4 images");
    expect(err).toContain("Missing or damaged on the disk, and so not in it: 1 of the images.");
  });
});
