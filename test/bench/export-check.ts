/** Looks at exported files with programs that are not ours. */
import { execFileSync, spawnSync } from "node:child_process";

/** Lines without the header, counted by wc; NaN where there is none. */
export function linesOf(path: string): number {
  const { status, stdout } = spawnSync("wc", ["-l", path], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout, 10) : Number.NaN;
}

const script = `
import sys, zipfile, csv, io
archive = zipfile.ZipFile(sys.argv[1])
table = csv.reader(io.TextIOWrapper(archive.open("reads.csv"), "utf-8"))
rows = sum(1 for row in table) - 1
bad = archive.testzip()
print(f"{len(archive.infolist())} files, {rows} rows in the table, " + ("every CRC is right" if bad is None else "damaged: " + bad))
`;

/** What unzip and Python's zipfile say of an archive, in a line each; those that are there. */
export function readersSay(path: string): string[] {
  const said: string[] = [];
  const unzip = spawnSync("unzip", ["-tqq", path], { encoding: "utf8" });
  if (!unzip.error) said.push(`unzip -t: ${unzip.status === 0 ? "no errors" : `${unzip.stdout}${unzip.stderr}`.trim()}`);
  if (!spawnSync("python3", ["--version"]).error)
    said.push(`Python's zipfile: ${execFileSync("python3", ["-c", script, path], { encoding: "utf8" }).trim()}`);
  return said;
}
