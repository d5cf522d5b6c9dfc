import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
  run?: string;
  name?: string;
  env?: Record<string, string>;
}
interface Job {
  uses?: string;
  needs?: string | string[];
  "runs-on"?: string;
  environment?: string;
  permissions?: Record<string, string>;
  steps?: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
  concurrency?: { group: string; "cancel-in-progress": boolean | string };
  jobs: Record<string, Job>;
}

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");
// electron-updater's own: no package is added for a test.
const { load } = createRequire(createRequire(import.meta.url).resolve("electron-updater/package.json"))("js-yaml") as {
  load(text: string): unknown;
};
const workflows = Object.fromEntries(
  readdirSync(folder).map((name) => [name, load(readFileSync(join(folder, name), "utf8")) as Workflow]),
);
const steps = Object.entries(workflows).flatMap(([file, { jobs }]) =>
  Object.entries(jobs).flatMap(([job, { steps: all = [] }]) => all.map((step) => ({ file, job, ...step }))),
);

describe("the workflows", () => {
  it("run actions of others by the commit that was looked at, with its tag beside it, and nothing else of others", () => {
    const used: string[] = [];
    for (const file of Object.keys(workflows))
      for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
        const [, what, comment] = /^\s*(?:- )?uses:\s*(\S+)(?:\s+#\s*(\S+))?\s*$/.exec(line) ?? [];
        if (!/\buses\s*:/.test(line)) continue;
        expect(what, `${file} has a uses that this test does not understand: ${line}`).toBeDefined();
        if (what?.startsWith("./")) continue;
        expect(what, line).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
        expect(comment, line).toMatch(/^v\d+\.\d+\.\d+$/);
        used.push(what ?? "");
      }
    const counted = steps.filter(({ uses }) => uses !== undefined);
    expect(used.length).toBe(counted.length);
    expect(used.length).toBeGreaterThanOrEqual(8);
    // One version of each.
    const names = new Set(used.map((one) => one.split("@")[0]));
    expect(new Set(used).size).toBe(names.size);
  });

  it("leave no token behind in what they check out, restore no cache, and are not broken off while they release", () => {
    const of = (action: string) => steps.filter(({ uses = "" }) => uses.startsWith(`actions/${action}@`));
    expect(of("checkout").length).toBeGreaterThanOrEqual(3);
    for (const step of of("checkout")) expect(step.with, step.job).toMatchObject({ "persist-credentials": false });
    for (const step of of("setup-node")) expect(step.with, step.job).toMatchObject({ "package-manager-cache": false });
    expect(workflows["release.yml"]?.concurrency?.["cancel-in-progress"]).toBe(false);
    const groups = Object.values(workflows).map(({ concurrency }) => concurrency?.group ?? "");
    // A called workflow in the group of its caller would wait for it for ever.
    expect(new Set(groups.map((group) => group.split("-")[0])).size).toBe(groups.length);
  });

  it("call only scripts and files that there are", () => {
    const called: string[] = [];
    for (const { run = "" } of steps) {
      for (const [, script = ""] of run.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)) {
        expect(Object.keys(packageJson.scripts), run).toContain(script);
        called.push(script);
      }
      for (const [, file = ""] of run.matchAll(/\bnode (scripts\/[\w.-]+)/g))
        expect(existsSync(join(root, file)), run).toBe(true);
      for (const [file] of run.matchAll(/(?:^|\s)(\.ci\/\w+|docs\/[\w.-]+)/g))
        expect(existsSync(join(root, file.trim())), run).toBe(true);
    }
    expect(called).toEqual(expect.arrayContaining(["package", "package:look", "sign-update", "smoke:windows", "build"]));
  });

  it("need a job that there is, in an order that publishes nothing untested", () => {
    const { jobs } = workflows["release.yml"] as Workflow;
    const earlier = (name: string): string[] => {
      const needs = [jobs[name]?.needs ?? []].flat();
      return [...needs, ...needs.flatMap(earlier)];
    };
    for (const name of Object.keys(jobs)) for (const needed of earlier(name)) expect(Object.keys(jobs)).toContain(needed);
    expect(earlier("publish")).toEqual(expect.arrayContaining(["smoke", "package", "test"]));
    expect(jobs.test?.uses).toBe("./.github/workflows/test.yml");
    for (const name of ["package", "smoke"]) expect(jobs[name]?.["runs-on"]).toBe("windows-latest");
  });

  it("give secrets to the packaging alone, in an environment of its own, and rights to write to publishing alone", () => {
    const withSecrets = steps.filter(({ env = {} }) => Object.values(env).some((value) => value.includes("secrets.")));
    expect(new Set(withSecrets.map(({ file, job }) => `${file} ${job}`))).toEqual(new Set(["release.yml package"]));
    expect(workflows["release.yml"]?.jobs.package?.environment).toBe("release");
    for (const { run = "" } of steps) expect(run).not.toMatch(/secrets\.|\$\{\{\s*github\.(event|head_ref|ref_name)/);
    for (const { permissions, jobs } of Object.values(workflows)) {
      expect(permissions).toEqual({});
      for (const [name, job] of Object.entries(jobs))
        expect(job.permissions, name).toEqual({ contents: name === "publish" ? "write" : "read" });
    }
  });
});
