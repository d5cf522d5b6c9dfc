/**
 * Stream's config.ini as Stream itself reads it (the Python library ConfigObj): sections nest by their brackets, `[cameras]` and
 * in it `[[camera-1]]`; `key = value`, with `=` only; values may be quoted or lists with commas; comments begin with `#` only.
 * Every line stays as it is written, so that a corrected file keeps its owner's comments and order.
 */

/** Something in a line that Stream would stumble over; `values` fill the sentence that tells it. */
export interface ReadFault {
  line: number;
  code: "brackets" | "tooDeep" | "notPair" | "semicolon" | "colon" | "quote" | "duplicateKey" | "duplicateSection";
  values: Record<string, string>;
}

/** `text` is what a corrected file says in this place. */
export interface Line {
  number: number;
  text: string;
}

export interface Pair {
  line: Line;
  key: string;
  /** The value's parts, without quotes: one, or several where commas separate them. */
  values: string[];
}

export interface Section {
  name: string;
  /** 0 for the file itself. */
  depth: number;
  header: Line;
  lines: Line[];
  pairs: Pair[];
  sections: Section[];
}

const sectionLine = /^(\s*)((?:\[\s*)+)([^[\]]*?)((?:\s*\])+|)(\s*(?:#.*)?)$/;
const pairLine = /^(\s*)("[^"]*"|'[^']*'|[^'"=\s][^=]*?|)\s*=\s*(.*)$/;

/** Reads the file; never throws. What cannot be read is told as a fault, and made a comment in the corrected text. */
export function readStreamConfig(text: string): { root: Section; faults: ReadFault[] } {
  const root: Section = { name: "", depth: 0, header: { number: 0, text: "" }, lines: [], pairs: [], sections: [] };
  const faults: ReadFault[] = [];
  const open: Section[] = [root];
  const current = () => open.at(-1) ?? root;
  /** The closing quotes of a value over several lines. */
  let until: string | null = null;

  text.split(/\r\n|\n|\r/).forEach((written, index) => {
    const line: Line = { number: index + 1, text: written };
    const fault = (code: ReadFault["code"], values: Record<string, string> = {}) =>
      void faults.push({ line: line.number, code, values });
    const trimmed = written.trim();

    if (until !== null) {
      if (trimmed.includes(until)) until = null;
      current().lines.push(line);
      return;
    }
    if (trimmed === "" || trimmed.startsWith("#")) {
      current().lines.push(line);
      return;
    }
    if (trimmed.startsWith("[")) {
      openSection(line, fault);
      return;
    }
    const match = trimmed.startsWith(";") ? null : pairLine.exec(written);
    const key = unquoted(match?.[2] ?? "");
    if (!match || key === "") {
      const [code, repaired] = explainLine(written);
      fault(code);
      line.text = repaired;
      const pair = code === "colon" ? pairLine.exec(repaired) : null;
      if (pair) addPair(line, unquoted(pair[2] ?? ""), pair[3] ?? "", fault);
      else current().lines.push(line);
      return;
    }
    const triple = /^("""|''')/.exec(match[3] ?? "")?.[1];
    if (triple !== undefined && !(match[3] ?? "").slice(3).includes(triple)) until = triple;
    addPair(line, key, match[3] ?? "", fault);
  });
  return { root, faults };

  function openSection(line: Line, fault: (code: ReadFault["code"], values?: Record<string, string>) => void): void {
    const match = sectionLine.exec(line.text);
    const name = unquoted(match?.[3]?.trim() ?? "");
    if (!match || name === "") {
      fault("brackets");
      line.text = `# ${line.text}`;
      current().lines.push(line);
      return;
    }
    const opening = (match[2] ?? "").replace(/\s/g, "").length;
    const closing = (match[4] ?? "").replace(/\s/g, "").length;
    let depth = Math.max(opening, closing);
    if (opening !== closing) fault("brackets", { section: name });
    if (depth > current().depth + 1) {
      fault("tooDeep", { section: name });
      depth = current().depth + 1;
    }
    while (open.length > depth) open.pop();
    const parent = current();
    line.text = opening === depth && closing === depth ? line.text : headerText(match[1] ?? "", name, depth, match[5] ?? "");
    if (parent.sections.some((other) => other.name === name)) fault("duplicateSection", { section: name });
    const section: Section = { name, depth, header: line, lines: [], pairs: [], sections: [] };
    parent.sections.push(section);
    open.push(section);
  }

  function addPair(
    line: Line,
    key: string,
    value: string,
    fault: (code: ReadFault["code"], values: Record<string, string>) => void,
  ) {
    const values = valuesOf(value);
    const section = current();
    section.lines.push(line);
    if (values === null) fault("quote", { key });
    const earlier = section.pairs.find((pair) => pair.key === key);
    if (earlier) {
      fault("duplicateKey", { key, first: String(earlier.line.number) });
      line.text = `# ${line.text}`;
      return;
    }
    section.pairs.push({ line, key, values: values ?? [value.replace(/["']/g, "").trim()] });
  }
}

/** "[[camera-1]]" with the indent and the comment of the line that it replaces. */
export function headerText(indent: string, name: string, depth: number, comment = ""): string {
  return `${indent}${"[".repeat(depth)}${name}${"]".repeat(depth)}${comment}`;
}

/** The file as text again. A section's own lines come before the sections in it, as they were read. */
export function printStreamConfig(section: Section): string[] {
  const own = section.depth === 0 ? [] : [section.header.text];
  return [...own, ...section.lines.map((line) => line.text), ...section.sections.flatMap(printStreamConfig)];
}

/** Why a line is no `key = value`, and what stands there in a corrected file. */
function explainLine(text: string): [ReadFault["code"], string] {
  const indent = /^\s*/.exec(text)?.[0] ?? "";
  if (text.trim().startsWith(";")) return ["semicolon", `${indent}#${text.trim().slice(1)}`];
  const colon = /^(\s*)([A-Za-z][\w-]*)\s*:\s*(.*)$/.exec(text);
  if (colon) return ["colon", `${colon[1]}${colon[2]} = ${colon[3]}`];
  return ["notPair", `${indent}# ${text.trim()}`];
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/.exec(text.trim())?.[2] ?? text.trim();
}

/** The parts of a value, without quotes and comment; null where a quote is not closed. */
function valuesOf(text: string): string[] | null {
  if (/^("""|''')/.test(text)) return [text.replace(/^("""|''')|("""|''')\s*(#.*)?$/g, "")];
  const values: string[] = [];
  let rest = text.trim();
  while (rest !== "" && !rest.startsWith("#")) {
    const quoted = /^(?:"([^"]*)"|'([^']*)')\s*(,|#|$)/.exec(rest);
    if (quoted) {
      values.push(quoted[1] ?? quoted[2] ?? "");
      if (quoted[3] !== ",") return values;
      rest = rest.slice(quoted[0].length).trim();
      continue;
    }
    if (/^["']/.test(rest)) return null;
    const plain = /^([^,#]*)(,?)/.exec(rest);
    const value = plain?.[1]?.trim() ?? "";
    if (value !== "") values.push(value);
    if (plain?.[2] !== ",") return values;
    rest = rest.slice(plain[0].length).trim();
  }
  return values;
}
