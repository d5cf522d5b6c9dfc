import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import packageJson from "../package.json" with { type: "json" };

it("says in docs/dependencies.md of every package why it is there, and of none that is not", () => {
  const rows = readFileSync("docs/dependencies.md", "utf8").matchAll(/^\| ([^|]+) \| ([^|]+)/gm);
  const told = [...rows].flatMap(([, names = "", why = ""]) =>
    why.trim() === "why" || names.startsWith("---")
      ? []
      : names.split(",").map((name) => ({ name: name.trim(), why: why.trim() })),
  );
  const used = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
  const named = used.filter((name) => !name.startsWith("@types/"));
  const names = told.map(({ name }) => name);
  expect(names.filter((name) => name !== "@types/…").sort()).toEqual([...named].sort());
  expect(names).toContain("@types/…");
  for (const { name, why } of told) expect(why.length, name).toBeGreaterThan(10);
});

it("pins every package exactly", () => {
  for (const [name, version] of Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});
