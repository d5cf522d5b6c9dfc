import type { ListEntry } from "../../shared/plate-list.ts";
import { saveFile } from "../ui/save-file.ts";

/** Entries as CSV that the import takes back. */
export function csvOf(entries: readonly Pick<ListEntry, "plate" | "name" | "note">[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = entries.map(({ plate, name, note }) => [plate, name, note].map(cell).join(","));
  return ["plate,name,note", ...rows, ""].join("\r\n");
}

/** The text of a CSV file: UTF-8, UTF-16 as Excel's "Unicode text", or else Windows' western letters; without a byte order mark. */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A file name of a list's name: what no file system minds. */
export function fileNameOf(listName: string): string {
  const plain = listName
    .replace(/[^\p{L}\p{N} _-]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `${plain === "" ? "plates" : plain}.csv`;
}

/** Hands CSV to the browser as a file to keep. The mark in front makes Excel read letters beyond ASCII. */
export function saveAsFile(name: string, text: string): void {
  saveFile(name, `\uFEFF${text.replace(/^\uFEFF/, "")}`, "text/csv;charset=utf-8");
}
