/**
 * `npm run build:lambda`: out/lambda/plate-courier-lambda.zip from src/lambda, with all that it needs inside.
 *
 * The AWS SDK is bundled although Lambda's Node.js runtimes have one: theirs is of whatever version AWS has rolled out, it is
 * not what our tests ran with, and unpacking and loading it takes longer than our few bundled commands. It is in a chunk of its
 * own that is loaded only where a queue is set. The same sources give the same zip, byte for byte.
 */
import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { build } from "vite";
import { ZipFile } from "yazl";
import { root } from "./processes.mjs";

const outDir = process.argv[2] ?? join(root, "out", "lambda");
const zipFile = join(outDir, "plate-courier-lambda.zip");

const result = await build({
  configFile: false,
  root,
  logLevel: "warn",
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: join(root, "src/lambda/index.ts"),
    write: false,
    // The older of the two runtimes, nodejs22.x and nodejs24.x.
    target: "node22",
    minify: true,
    rolldownOptions: {
      output: { format: "es", entryFileNames: "index.mjs", chunkFileNames: "[name]-[hash].mjs" },
    },
  },
});

const outputs = [result].flat().flatMap((bundle) => ("output" in bundle ? bundle.output : []));
const files = outputs.map((file) => ({
  name: file.fileName,
  bytes: Buffer.from(file.type === "chunk" ? file.code : file.source),
}));
files.push({ name: "package.json", bytes: Buffer.from('{"type":"module"}\n') });
files.sort((a, b) => (a.name < b.name ? -1 : 1));

await rm(outDir, { recursive: true, force: true });
await mkdir(join(outDir, "files"), { recursive: true });
const zip = new ZipFile();
for (const { name, bytes } of files) {
  const path = join(outDir, "files", name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  // A fixed time, told without a time zone, and fixed rights: Lambda wants files that everybody may read.
  zip.addBuffer(bytes, name, { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true });
}
zip.end();
await pipeline(zip.outputStream, createWriteStream(zipFile));
const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
console.log(`${zipFile}: ${files.map(({ name }) => name).join(", ")} (${Math.round(size / 1024)} KB unpacked)`);
