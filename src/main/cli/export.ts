import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { deliveryRow, type ExportKind, eventRow, exportColumns, exportKinds, type Row, readRow } from "../exports/rows.ts";
import { readSettings } from "../settings/settings-store.ts";
import { openStoreReadOnly } from "../store/open-read-only.ts";
import { readArguments } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { momentOf } from "./since.ts";
import { type Terminal, UsageError } from "./terminal.ts";

const options = {
  "data-dir": { type: "string" },
  format: { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  excel: { type: "boolean" },
  camera: { type: "string" },
  plate: { type: "string" },
} as const;

/**
 * `plate-courier export`: prints rows as they are read, so a million of them need no memory. Opens the store for reading only,
 * so the receiver may run meanwhile. Resolves with the exit code.
 */
export async function exportRows(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options, ["What to export (reads, deliveries or events)"]);
  const kind = exportKinds.find((known) => known === positionals[0]);
  if (!kind) throw new UsageError(`${JSON.stringify(positionals[0])} cannot be exported: give one of ${exportKinds.join(", ")}.`);
  const { format = "jsonl" } = values;
  if (format !== "jsonl" && format !== "csv") throw new UsageError(`--format is ${JSON.stringify(format)}: give jsonl or csv.`);
  if (values.excel && format !== "csv") throw new UsageError("--excel is for CSV only: give --format csv with it.");
  const now = Date.now();
  const span = { since: momentOf(values.since, "--since", now), until: momentOf(values.until, "--until", now) };
  const filter = { ...span, camera: values.camera, plate: values.plate };

  const dataDir = dataDirOf(values["data-dir"], terminal);
  const store = openStoreReadOnly({ dataDir });
  try {
    const names = destinationNames(dataDir);
    const rows: Record<ExportKind, () => Iterable<Row>> = {
      reads: () => each(store.reads(filter), readRow),
      deliveries: () => each(store.deliveries(filter), (delivery) => deliveryRow(delivery, (id) => names.get(id) ?? null)),
      events: () => each(store.events(filter), eventRow),
    };
    if (values.excel) terminal.stdout.write("\ufeff");
    await print(rows[kind](), format === "csv" ? exportColumns[kind] : null, terminal);
    return 0;
  } finally {
    store.close();
  }
}

function* each<From>(all: Iterable<From>, toRow: (from: From) => Row): Generator<Row> {
  for (const one of all) yield toRow(one);
}

function* lines(rows: Iterable<Row>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

/** `columns`: print CSV with these, else JSON lines. A reader that had enough (`| head`) is no failure. */
async function print(rows: Iterable<Row>, columns: readonly string[] | null, { stdout }: Terminal): Promise<void> {
  try {
    if (columns === null) await pipeline(Readable.from(lines(rows)), stdout, { end: false });
    else {
      // A field that a spreadsheet would run as a formula (=, +, -, @ first) gets an apostrophe in front.
      const csv = stringify({ header: true, columns: [...columns], escape_formulas: true });
      await pipeline(Readable.from(rows), csv, stdout, { end: false });
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE" && code !== "EOF") throw error;
  }
}

/** Deliveries know destinations by id; settings that cannot be read leave the id in place of the name. */
function destinationNames(dataDir: string): Map<string, string> {
  try {
    return new Map(readSettings(dataDir).destinations.map(({ id, name }) => [id, name]));
  } catch {
    return new Map();
  }
}
