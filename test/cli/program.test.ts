import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { temporaryDir } from "../settings/temporary-dir.ts";
import { run } from "./terminal-fixture.ts";

describe("the command line", () => {
  it.each([
    [["srve"], '"srve" is no command. Did you mean serve?'],
    [["xyzxyz"], "There are: serve, export, send, check, diagnostics, help."],
    [["serve", "--prot", "8001"], "--prot is not known. Did you mean --port?"],
    [["serve", "--datadir", "x"], "--datadir is not known. Did you mean --data-dir?"],
    [["serve", "--port"], "--port needs a value."],
    [["serve", "--port", "--host"], "--port needs a value."],
    [["serve", "--port", "80x"], '--port is "80x": give a whole number from 0 to 65535.'],
    [["serve", "--port", "70000"], '--port is "70000": give a whole number from 0 to 65535.'],
    [["serve", "--console-port=-1"], '--console-port is "-1"'],
    [["serve", "now"], '"now" is one word too many.'],
    [["export"], "What to export (reads, deliveries or events) is missing."],
    [["export", "raeds"], '"raeds" cannot be exported: give one of reads, deliveries, events.'],
    [["export", "reads", "--format", "xml"], '--format is "xml": give one of csv, jsonl, zip.'],
    [["export", "reads", "--format", "zip"], "give --output FILE with it"],
    [["export", "events", "--format", "zip", "--output", "x"], '--format is "zip", which is for reads and their images'],
    [["export", "reads", "--colour", "red"], "--colour is not known. Did you mean --color?"],
    [["export", "reads", "--shown", "maybe"], '--shown is "maybe": give one of yes, no.'],
    [
      ["export", "reads", "--delivery", "faild"],
      '--delivery is "faild": give one of waiting, pending, sending, delivered, failed,',
    ],
    [["export", "reads", "--delivery", "faild"], "Did you mean failed?"],
    [
      ["export", "reads", "--time", "yesterdy"],
      '--time is "yesterdy": give one of today, yesterday, day, week, month. Did you mean',
    ],
    [["export", "reads", "--time", "week", "--since", "2h"], "--time is a span of its own: give it, or --since and --until."],
    [["export", "reads", "--since", "2h", "--from", "2h"], "--since and --from mean the same: give one of them."],
    [["export", "reads", "--min-score", "0.9"], '--min-score is "0.9": give percent. Did you mean 90?'],
    [["export", "reads", "--max-score", "120"], '--max-score is "120": give percent from 0 to 100.'],
    [["export", "reads", "--direction", "north"], '--direction is "north": give two directions from 0 to 360 degrees'],
    [["export", "reads", "--direction", "0-361"], '--direction is "0-361"'],
    [["export", "reads", "--alike"], "--alike says how a plate is looked for: give --plate with it."],
    [["export", "reads", "--plate", "A", "--part", "--whole"], "--part and --whole ask for opposite things"],
    [["export", "reads", "--plate", " "], '--plate is " ": give a plate of up to 64 letters'],
    [["export", "reads", "--plate", "a*b*c*d*"], "--plate is not valid. A plate is searched for with at most 3 * in it."],
    [["export", "reads", "--list", "Residents"], '--list is "Residents": there is no plate list of that name; none is set up.'],
    [["export", "reads", "--search", "plaet=A"], '--search holds "plaet", which is no part of a search. Did you mean plate?'],
    [["export", "reads", "--search", "?time=lastyear"], "--search holds time=lastyear, which cannot be understood."],
    [["export", "reads", "--excel"], "--excel is for CSV only: give --format csv with it."],
    [["export", "reads", "--until", "tomorrow"], '--until is "tomorrow": give a time such as'],
    [["export", "reads", "--since", "yesterday"], '--since is "yesterday": give a time such as'],
    [["send"], "The URL to post to is missing."],
    [["send", "localhost:8001"], '"localhost:8001" is no address to post to.'],
    [["send", "http://127.0.0.1:1/", "--count", "0"], '--count is "0": give a whole number from 1'],
    [["send", "http://127.0.0.1:1/", "--rate", "fast"], '--rate is "fast": give how many a second'],
    [["send", "http://127.0.0.1:1/", "--image", "/no/such.jpg"], "The image /no/such.jpg cannot be read"],
    [["check"], "The destination's name is missing."],
  ])("answers %j with what is wrong, where help is, and exit code 2", async (argv, sentence) => {
    const { code, err } = await run(argv);
    expect(err).toContain(sentence);
    expect(err).toContain("Try: plate-courier help");
    expect(code).toBe(2);
  });

  it("prints help for every command and the version", async () => {
    for (const name of ["serve", "export", "send", "check", "diagnostics"]) {
      const [help, option] = [await run(["help", name]), await run([name, "--help"])];
      expect(help.out).toMatch(new RegExp(`^plate-courier ${name}`));
      expect(option).toEqual({ ...help, code: 0 });
    }
    expect((await run(["--help"])).out).toContain("plate-courier serve");
    expect(await run(["--version"])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    expect((await run([])).code).toBe(2);
  });

  it("says which folder has nothing to export or to check", async () => {
    const dir = temporaryDir();
    const nothing = await run(["export", "reads", "--data-dir", dir]);
    expect(nothing).toMatchObject({ code: 1, out: "", err: expect.stringContaining(dir) });
    const none = await run(["check", "hook"], { PLATE_COURIER_DATA: dir });
    expect(none).toMatchObject({ code: 1, err: `There is no destination called hook: none is set up in ${dir}.\n` });
  });
});
