/**
 * `node scripts/check-tag.mjs v1.4.0` (or the tag that GitHub's environment names): fails unless it is package.json's version, and the
 * changelog and the release notes know it.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./processes.mjs";

const tag = process.argv[2] ?? process.env.GITHUB_REF_NAME ?? "";
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const text = (/** @type {string} */ path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "");
const problems = [
  ...(tag === `v${version}` ? [] : [`The tag is ${tag}, package.json says ${version}.`]),
  ...(text("CHANGELOG.md").includes(`## ${version}`) ? [] : [`CHANGELOG.md has no heading "## ${version}".`]),
  ...(text("docs/release-notes.txt").includes(version)
    ? []
    : [`docs/release-notes.txt does not name ${version}: whoever updates would read the notes of another version.`]),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
