import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

interface Step {
  uses?: string;
  run?: string;
  name?: string;
  env?: Record<string, string>;
}
interface Job {
  uses?: string;
  needs?: string | string[];
  "runs-on"?: string;
  environment?: string;
  steps?: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
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
    for (const { permissions } of Object.values(workflows)) expect(permissions).toEqual({ contents: "read" });
  });
});
