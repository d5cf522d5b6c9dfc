/** Sections, keys and values of config.ini: are they where and what Stream expects? Mends the tree as it goes. */
import { nearest } from "../nearest.ts";
import { type ConfigFinding, finding } from "./finding.ts";
import { cameraKeys, fileKeys, sharedCameraKeys, type ValueForm, webhookKeys, yesOrNo } from "./keys.ts";
import { headerText, type Pair, type Section } from "./read.ts";

const topSections = ["cameras", "webhooks"];

/** Checks everything but where the webhooks lead. */
export function checkSections(root: Section): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  for (const section of root.sections) nameSection(section, findings);
  mergeSections(root);
  liftCameras(root, findings);
  separateNames(root);

  checkPairs(root, fileKeys, findings);
  const cameras = root.sections.find((section) => section.name === "cameras");
  if (!cameras || cameras.sections.length === 0) findings.push(finding("noCameras", cameras?.header.number ?? null));
  for (const section of root.sections) {
    if (section.name === "cameras") checkCameras(section, findings);
    else if (section.name === "webhooks") for (const webhook of section.sections) checkPairs(webhook, webhookKeys, findings);
    else findings.push(finding("otherSection", section.header.number, { section: section.name }));
  }
  return findings;
}

/** "[Cameras]" and "[camera]" are [cameras] mistyped. */
function nameSection(section: Section, findings: ConfigFinding[]): void {
  if (topSections.includes(section.name) || section.pairs.some(isCameraUrl)) return;
  const near = nearest(section.name, topSections);
  if (near === null) return;
  findings.push(finding("unknownSection", section.header.number, { section: section.name, near }));
  section.name = near;
  section.header.text = headerText("", near, 1);
}

/** The second [cameras] or [webhooks] of a file was told as a fault by the reader; here its content joins the first. */
function mergeSections(root: Section): void {
  const kept = new Map<string, Section>();
  for (const section of root.sections) {
    const first = kept.get(section.name);
    if (!first) kept.set(section.name, section);
    else {
      for (const pair of section.pairs) {
        // What both say is said once: the first is kept, as in a section that says it twice.
        if (first.pairs.some(({ key }) => key === pair.key)) pair.line.text = `# ${pair.line.text}`;
        else first.pairs.push(pair);
      }
      first.lines.push(...section.lines);
      first.sections.push(...section.sections);
    }
  }
  root.sections = [...kept.values()];
}

/** A camera written as [camera-1], beside [cameras] instead of in it. */
function liftCameras(root: Section, findings: ConfigFinding[]): void {
  const lifted = root.sections.filter((section) => !topSections.includes(section.name) && section.pairs.some(isCameraUrl));
  if (lifted.length === 0) return;
  let cameras = root.sections.find((section) => section.name === "cameras");
  const others = root.sections.filter((section) => !lifted.includes(section));
  if (!cameras) {
    cameras = { ...emptySection("cameras", 1), header: { number: lifted[0]?.header.number ?? 0, text: "[cameras]" } };
    others.push(cameras);
  }
  for (const camera of lifted) {
    findings.push(finding("cameraLevel", camera.header.number, { camera: camera.name }));
    sinkTo(camera, 2);
    cameras.sections.push(camera);
  }
  root.sections = others;
}

/** What is in a section stays in it, so it gets as many brackets more. */
function sinkTo(section: Section, depth: number): void {
  section.depth = depth;
  section.header.text = headerText("  ".repeat(depth - 1), section.name, depth);
  for (const inner of section.sections) sinkTo(inner, depth + 1);
}

/** Two cameras or webhooks of one name: the reader told it; here the later one gets a name of its own. */
function separateNames(parent: Section): void {
  const names = new Set<string>();
  for (const section of parent.sections) {
    let name = section.name;
    for (let number = 2; names.has(name); number += 1) name = `${section.name}-${number}`;
    if (name !== section.name) section.header.text = headerText("  ".repeat(section.depth - 1), name, section.depth);
    section.name = name;
    names.add(name);
    separateNames(section);
  }
}

function checkCameras(cameras: Section, findings: ConfigFinding[]): void {
  checkPairs(cameras, sharedCameraKeys, findings);
  let active = 0;
  for (const camera of cameras.sections) {
    checkPairs(camera, cameraKeys, findings);
    if (!camera.pairs.some((pair) => pair.key === "url" && pair.values.length > 0))
      findings.push(finding("cameraWithoutUrl", camera.header.number, { camera: camera.name }));
    const switched = camera.pairs.find((pair) => pair.key === "active");
    if (switched && yesOrNo(switched.values[0] ?? "") === false)
      findings.push(finding("cameraOff", switched.line.number, { camera: camera.name }));
    else active += 1;
  }
  if (active === 0 && cameras.sections.length > 0) findings.push(finding("allCamerasOff", cameras.header.number));
}

function checkPairs(section: Section, known: Record<string, ValueForm>, findings: ConfigFinding[]): void {
  for (const pair of section.pairs) {
    if (!Object.hasOwn(known, pair.key)) nameKey(pair, section, known, findings);
    const form = Object.hasOwn(known, pair.key) ? known[pair.key] : undefined;
    if (form !== undefined) checkValue(pair, form, findings);
  }
}

function nameKey(pair: Pair, section: Section, known: Record<string, ValueForm>, findings: ConfigFinding[]): void {
  // A short key is near to everything: at most a third of it may be wrong.
  const near = nearest(pair.key.replaceAll("-", "_"), Object.keys(known));
  const close = near !== null && Math.abs(near.length - pair.key.length) <= Math.floor(near.length / 3);
  if (near === null || !close || section.pairs.some(({ key }) => key === near)) {
    findings.push(finding("otherKey", pair.line.number, { key: pair.key }));
    return;
  }
  findings.push(finding("unknownKey", pair.line.number, { key: pair.key, near }));
  pair.line.text = pair.line.text.replace(pair.key, near);
  pair.key = near;
}

function checkValue(pair: Pair, form: ValueForm, findings: ConfigFinding[]): void {
  const [value = ""] = pair.values;
  const { key, line } = pair;
  if (form === "text") return;
  if (form === "yesNo") {
    if (yesOrNo(value) === null) findings.push(finding("notYesNo", line.number, { key }));
  } else if (form === "number") {
    if (value === "" || !Number.isFinite(Number(value))) findings.push(finding("notNumber", line.number, { key }));
  } else if (pair.values.length === 0 || pair.values.some((one) => !form.includes(one)))
    findings.push(finding("notOption", line.number, { key, options: form.join(", ") }));
}

function isCameraUrl({ key, values }: Pair): boolean {
  return key === "url" && /^(rtsps?|rtmps?|file):\/\/|^\//i.test(values[0] ?? "");
}

/** A section that the file does not have yet. */
export function emptySection(name: string, depth: number): Section {
  return {
    ...{ name, depth, lines: [], pairs: [], sections: [] },
    header: { number: 0, text: headerText(depth === 2 ? "  " : "", name, depth) },
  };
}
