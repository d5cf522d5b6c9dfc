import { once } from "node:events";
import type { Writable } from "node:stream";
import { type ExportFormat, exportFormats } from "../../../shared/export.ts";
import { exportReads } from "../../exports/export-reads.ts";
import { type ExportKind, exportColumns, exportKinds, type Row } from "../../exports/rows.ts";
import { csvBytes, jsonLineBytes } from "../../exports/tables.ts";
import { readSettings } from "../../settings/settings-store.ts";
import { openStoreReadOnly } from "../../store/open-read-only.ts";
import { readArguments } from "../arguments.ts";
import { dataDirOf } from "../data-dir.ts";
import { say, type Terminal, UsageError } from "../terminal.ts";
import { filterOf, filterOptions, type Names } from "./filter-options.ts";
import { nothingFound } from "./nothing-found.ts";
import { writeWhole } from "./output-file.ts";
import { rowsOf } from "./rows.ts";
import { untilSignal } from "./until-signal.ts";

const options = {
  "data-dir": { type: "string" },
  format: { type: "string" },
  output: { type: "string" },
  excel: { type: "boolean" },
  ...filterOptions,
} as const;

/**
 * `plate-courier export`: rows as they are read, so a million of them need no memory. Opens the store for reading only, so the
 * receiver may run meanwhile. Resolves with the exit code.
 */
export async function exportRows(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options, ["What to export (reads, deliveries or events)"]);
  const kind = exportKinds.find((known) => known === positionals[0]);
  if (!kind) throw new UsageError(`${JSON.stringify(positionals[0])} cannot be exported: give one of ${exportKinds.join(", ")}.`);
  const format = formatOf(kind, values);
  const dataDir = dataDirOf(values["data-dir"], terminal);
  const names = namesIn(dataDir, values);
  const note = (line: string) => say(terminal.stderr, line);
  const filter = filterOf(values, names, Date.now(), note);

  const store = openStoreReadOnly({ dataDir });
  const stop = values.output === undefined ? { signal: new AbortController().signal, end() {} } : untilSignal();
  const counts = { rows: 0, images: 0 };
  try {
    const byId = new Map(names.destinations.map(({ id, name }) => [id, name]));
    const { signal } = stop;
    const excel = values.excel === true;
    async function* counted(): AsyncGenerator<Row> {
      for await (const row of rowsOf(kind ?? "reads", { store, filter, nameOf: (id) => byId.get(id) ?? null, signal })) {
        counts.rows += 1;
        yield row;
      }
    }
    const source = {
      reads: () => store.history.iterate(filter, signal, "oldest"),
      imagesOf: store.images.of,
      bytes: store.images.bytes,
    };
    const bytes =
      format === "zip"
        ? exportReads(source, { format, excel }, counts, signal)
        : format === "csv"
          ? csvBytes(counted(), exportColumns[kind], excel)
          : jsonLineBytes(counted());
    if (values.output === undefined) await print(bytes, terminal.stdout);
    else {
      const size = await writeWhole(values.output, bytes);
      const images = format === "zip" ? `, ${counts.images} images` : "";
      note(`${counts.rows} ${kind}${images}: ${values.output}, ${(size / 1_000_000).toFixed(1)} MB.`);
    }
    const damaged = store.damagedImages();
    if (damaged > 0) note(`Missing or damaged on the disk, and so not in it: ${damaged} of the images.`);
    if (counts.rows === 0) for (const line of await nothingFound(store.history, filter, signal)) note(line);
    return 0;
  } finally {
    stop.end();
    store.close();
  }
}

interface NameValues {
  search?: string | undefined;
  list?: string[] | undefined;
  destination?: string | undefined;
}

interface FormValues {
  format?: string | undefined;
  output?: string | undefined;
  excel?: boolean | undefined;
}

/** As is said, else as the file's name ends, else JSON lines. */
function formatOf(kind: ExportKind, { format, output, excel }: FormValues): ExportFormat {
  const said = format ?? exportFormats.find((known) => output?.toLowerCase().endsWith(`.${known}`)) ?? "jsonl";
  const known = exportFormats.find((one) => one === said);
  if (!known) throw new UsageError(`--format is ${JSON.stringify(said)}: give one of ${exportFormats.join(", ")}.`);
  if (known === "zip" && kind !== "reads")
    throw new UsageError(`--format is "zip", which is for reads and their images: give csv or jsonl for ${kind}.`);
  if (known === "zip" && output === undefined)
    throw new UsageError('--format is "zip", which is no text: give --output FILE with it, such as --output reads.zip.');
  if (excel && known === "jsonl") throw new UsageError("--excel is for CSV only: give --format csv with it.");
  return known;
}

/** A reader that had enough (`| head`) is no failure; a disk that is full is. */
async function print(bytes: AsyncIterable<Uint8Array>, stdout: Writable): Promise<void> {
  let failure: NodeJS.ErrnoException | null = null;
  const fail = (error: Error) => {
    failure = error;
  };
  stdout.on("error", fail);
  try {
    for await (const piece of bytes) {
      if (failure || stdout.destroyed) break;
      if (!stdout.write(piece)) await Promise.race([once(stdout, "drain"), once(stdout, "close")]);
    }
  } catch (error) {
    if (error !== failure) throw error;
  } finally {
    stdout.off("error", fail);
  }
  if (failure && !endOfReader.includes((failure as NodeJS.ErrnoException).code ?? "")) throw failure;
}

const endOfReader = ["EPIPE", "EOF", "ERR_STREAM_DESTROYED"];

/** Without a filter that needs them, an export does without settings that cannot be read: it shows ids in place of names. */
function namesIn(dataDir: string, { search, list, destination }: NameValues): Names {
  try {
    return readSettings(dataDir);
  } catch (error) {
    if (search !== undefined || list !== undefined || destination !== undefined) throw error;
    return { destinations: [], lists: [], searches: [] };
  }
}
