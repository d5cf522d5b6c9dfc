/**
 * What is wrong in a pasted config.ini, and the file as it should be. The text may hold camera passwords and tokens: this runs in
 * the browser, nothing of it is sent, and no finding repeats a value that could be one.
 */
import { type ConfigFinding, finding, type ReceiverPlace } from "./finding.ts";
import { checkPosting } from "./posting.ts";
import { printStreamConfig, readStreamConfig, type Section } from "./read.ts";
import { checkSections } from "./sections.ts";

export interface ConfigReport {
  /** In the order of the file; what concerns it as a whole last. */
  findings: ConfigFinding[];
  /** The whole file with everything mended that can be; null where it is no config.ini at all. */
  corrected: string | null;
  /** [[cameras]] that are switched on. */
  cameras: number;
}

/** Checks a config.ini. Never throws, whatever is pasted. */
export function checkStreamConfig(text: string, receiver: ReceiverPlace): ConfigReport {
  const { clean, findings: textFindings } = cleanText(text);
  const { root, faults } = readStreamConfig(clean);
  if (root.sections.length === 0) return { findings: [finding("notConfig", null)], corrected: null, cameras: 0 };

  const findings = [...textFindings, ...faults.map(({ code, line, values }) => finding(code, line, values))];
  findings.push(...checkSections(root));
  const cameras = camerasIn(root);
  findings.push(...checkPosting(root, cameras, receiver));
  findings.sort((a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY));
  const active = cameras.filter(isActive).length;
  return { findings, corrected: printStreamConfig(root).join("\n"), cameras: active };
}

function camerasIn(root: Section): Section[] {
  return root.sections.find((section) => section.name === "cameras")?.sections ?? [];
}

function isActive(camera: Section): boolean {
  return !/^(no|false|off|0)$/i.test(camera.pairs.find((pair) => pair.key === "active")?.values[0] ?? "yes");
}

/** Characters that word processors and messengers put in, and that Stream takes for a part of a name or a value. */
function cleanText(text: string): { clean: string; findings: ConfigFinding[] } {
  const findings: ConfigFinding[] = [];
  if (text.startsWith("\uFEFF")) findings.push(finding("byteOrderMark", 1));
  const withoutMark = text.replace(/^\uFEFF+/, "");
  const ends = new Set(withoutMark.match(/\r\n|\r|\n/g) ?? []);
  if (ends.size > 1) findings.push(finding("lineEnds", null));
  const lines = withoutMark.split(/\r\n|\n|\r/);
  let tabs = false;
  const clean = lines.map((line, index) => {
    if (line.trimStart().startsWith("#")) return line;
    tabs ||= line.includes("\t");
    // No-break and zero-width spaces look like spaces, or like nothing.
    if (/[\u00A0\u2000-\u200D\u202F\u2060\u3000\uFEFF]/.test(line)) findings.push(finding("oddSpace", index + 1));
    if (/[“”„‟‘’‚]/.test(line)) findings.push(finding("curlyQuotes", index + 1));
    return line
      .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
      .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, " ")
      .replace(/[“”„‟]/g, '"')
      .replace(/[‘’‚]/g, "'");
  });
  if (tabs) findings.push(finding("tabs", null));
  return { clean: clean.join("\n"), findings };
}
