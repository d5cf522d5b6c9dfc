/**
 * Where the file makes Stream post. Two ways of saying it are in the field: webhooks with names in [webhooks], which cameras
 * choose by webhook_targets = name; and, older, addresses right in webhook_target or webhook_targets. Both are followed; what is
 * missing is added in the way that the file uses.
 */
import { nearest } from "../nearest.ts";
import { streamConfig, tokenPlaceholder, webhookName } from "./block.ts";
import { type ConfigFinding, finding, type ReceiverPlace } from "./finding.ts";
import { yesOrNo } from "./keys.ts";
import { type Pair, readStreamConfig, type Section } from "./read.ts";
import { judgeUrl, type UrlJudgement } from "./url.ts";

/** A place that Stream can post to: a named webhook, or an address in a camera's own lines. */
interface Target {
  /** null for an address without a name. */
  name: string | null;
  url: Pair;
  value: string;
  judgement: UrlJudgement;
}

const targetKeys = ["webhook_targets", "webhook_target"];

/** Checks webhooks and cameras against the receiver, and mends the tree. */
export function checkPosting(root: Section, cameras: readonly Section[], receiver: ReceiverPlace): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const shared = root.sections.find((section) => section.name === "cameras");
  const webhooks = root.sections.find((section) => section.name === "webhooks")?.sections ?? [];
  const targets = [
    ...webhooks.flatMap((webhook) => named(webhook, receiver, findings)),
    ...[...(shared ? [shared] : []), ...cameras].flatMap((section) => addresses(section, receiver)),
  ];
  const ours = targetsHere(targets);
  for (const target of ours) {
    findings.push(...target.judgement.findings);
    replaceValue(target.url, target.value, target.judgement.corrected);
  }
  for (const webhook of webhooks) if (ours.some(({ name }) => name === webhook.name)) checkWebhook(webhook, receiver, findings);
  const places = shared ? [shared, ...cameras] : [];
  if (ours.some(({ name }) => name === null)) checkOlderKeys(places, receiver, findings);

  const wanted = receiver.urls[0] ?? `http://127.0.0.1:${receiver.port}/`;
  if (ours.length === 0) findings.push(finding("noWebhookHere", null, { wanted }));
  // A file that has addresses in its cameras' lines gets another address; every other file a named webhook.
  const older = webhooks.length === 0 && targets.some(({ name }) => name === null);
  const name = ours.find((target) => target.name !== null)?.name ?? (older ? null : webhookName);
  const say = name ?? ours[0]?.judgement.corrected ?? wanted;
  if (ours.length === 0 && !older) addWebhook(root, wanted, receiver.requireToken);
  const used = checkCameras({ shared, cameras, names: webhooks.map((webhook) => webhook.name), ours, say }, findings);
  for (const webhook of webhooks)
    if (!used.has(webhook.name) && cameras.length > 0)
      findings.push(finding("webhookUnused", webhook.header.number, { webhook: webhook.name }));
  return findings;
}

/** Those that lead here; where none does, those that are probably meant to. */
function targetsHere(targets: readonly Target[]): Target[] {
  const here = targets.filter(({ judgement }) => judgement.leads === "here");
  return here.length > 0 ? here : targets.filter(({ judgement }) => judgement.leads === "maybe");
}

function named(webhook: Section, receiver: ReceiverPlace, findings: ConfigFinding[]): Target[] {
  const url = webhook.pairs.find((pair) => pair.key === "url");
  const value = url?.values[0] ?? "";
  if (url && value !== "") return [{ name: webhook.name, url, value, judgement: judgeUrl(value, url.line.number, receiver) }];
  findings.push(finding("webhookWithoutUrl", webhook.header.number, { webhook: webhook.name }));
  return [];
}

function addresses(section: Section, receiver: ReceiverPlace): Target[] {
  return section.pairs
    .filter((pair) => targetKeys.includes(pair.key))
    .flatMap((url) =>
      url.values
        .filter(isAddress)
        .map((value) => ({ name: null, url, value, judgement: judgeUrl(value, url.line.number, receiver) })),
    );
}

/** Told from a webhook's name by its slashes, or by a port or an IPv4 address without them. */
function isAddress(value: string): boolean {
  return /\/|:\d+$|^\d+(\.\d+){3}/.test(value);
}

function checkWebhook(webhook: Section, receiver: ReceiverPlace, findings: ConfigFinding[]): void {
  const header = webhook.pairs.find((pair) => pair.key === "header");
  checkToken(header, receiver, webhook.header.number, findings);
  if (!header && receiver.requireToken) webhook.lines.unshift(added(`    header = Authorization: Token ${tokenPlaceholder}`));
  const image = webhook.pairs.find((pair) => pair.key === "image");
  const { name } = webhook;
  if (!image) {
    findings.push(finding("imageMissing", webhook.header.number, { webhook: name }));
    webhook.lines.unshift(added("    image = yes"));
  } else checkImage(image, findings);
  const types = webhook.pairs.find((pair) => pair.key === "image_type");
  if (types && !types.values.includes("original"))
    findings.push(finding("imageTypeVehicleOnly", types.line.number, { webhook: name }));
  checkCaching(
    webhook.pairs.find((pair) => pair.key === "caching"),
    findings,
  );
}

function checkOlderKeys(sections: readonly Section[], receiver: ReceiverPlace, findings: ConfigFinding[]): void {
  const pair = (key: string) => sections.flatMap(({ pairs }) => pairs).find((one) => one.key === key);
  checkToken(pair("webhook_header"), receiver, null, findings);
  if (!pair("webhook_header") && receiver.requireToken)
    sections[0]?.lines.unshift(added(`  webhook_header = Authorization: Token ${tokenPlaceholder}`));
  const image = pair("webhook_image");
  if (image) checkImage(image, findings);
  checkCaching(pair("webhook_caching"), findings);
}

function checkToken(header: Pair | undefined, receiver: ReceiverPlace, line: number | null, findings: ConfigFinding[]): void {
  if (!header) {
    if (receiver.requireToken) findings.push(finding("tokenMissing", line));
    return;
  }
  const value = header.values.join(", ");
  if (value.includes(tokenPlaceholder)) findings.push(finding("tokenPlaceholder", header.line.number));
  else if (!/^authorization\s*:\s*(token|bearer)\s+\S+$/i.test(value) && receiver.requireToken)
    findings.push(finding("headerForm", header.line.number));
}

function checkImage(image: Pair, findings: ConfigFinding[]): void {
  if (yesOrNo(image.values[0] ?? "") !== false) return;
  findings.push(finding("imageOff", image.line.number, { key: image.key }));
  replaceValue(image, image.values[0] ?? "", "yes");
}

function checkCaching(caching: Pair | undefined, findings: ConfigFinding[]): void {
  if (!caching || yesOrNo(caching.values[0] ?? "") !== false) return;
  findings.push(finding("cachingOff", caching.line.number, { key: caching.key }));
  replaceValue(caching, caching.values[0] ?? "", "yes");
}

interface Sending {
  shared: Section | undefined;
  cameras: readonly Section[];
  names: readonly string[];
  ours: readonly Target[];
  /** What a camera that does not post here says in its corrected line. */
  say: string;
}

/** Does each camera choose a webhook that leads here? Returns the names that are chosen. */
function checkCameras({ shared, cameras, names, ours, say }: Sending, findings: ConfigFinding[]): Set<string> {
  const used = new Set<string>();
  const choice = (section: Section | undefined) => section?.pairs.filter((pair) => targetKeys.includes(pair.key)) ?? [];
  for (const pair of [...choice(shared), ...cameras.flatMap(choice)]) nameTargets(pair, names, findings);
  const leadsHere = (pair: Pair) =>
    pair.values.some((value) => ours.some((one) => (one.name === null ? one.url === pair : one.name === value)));
  const everywhere = choice(shared);
  for (const pair of [...everywhere, ...cameras.flatMap(choice)]) for (const value of pair.values) used.add(value);

  const silent = cameras.filter((camera) => {
    const own = choice(camera);
    return !(own.length > 0 ? own : everywhere).some(leadsHere);
  });
  const [first] = everywhere;
  for (const camera of silent) {
    findings.push(finding("cameraNotSending", camera.header.number, { camera: camera.name, say }));
    const [own] = choice(camera);
    if (own) addValue(own, say);
    else if (!first) camera.lines.unshift(added(`    webhook_targets = ${say}`));
  }
  if (first && silent.some((camera) => choice(camera).length === 0)) addValue(first, say);
  if (silent.length > 0) used.add(say);
  return used;
}

function nameTargets(pair: Pair, names: readonly string[], findings: ConfigFinding[]): void {
  for (const value of pair.values) {
    if (isAddress(value) || names.includes(value) || value === "") continue;
    const near = nearest(value, names);
    findings.push(finding("unknownTarget", pair.line.number, { webhook: value, near: near ?? names.join(", ") }));
    if (near !== null) replaceValue(pair, value, near);
  }
}

/** Adds the named webhook; a file without [webhooks] gets that too. */
function addWebhook(root: Section, url: string, needsToken: boolean): void {
  const [webhooks] = readStreamConfig(streamConfig(url, needsToken)).root.sections;
  if (!webhooks) return;
  const there = root.sections.find((section) => section.name === "webhooks");
  if (there) {
    const others = there.sections.filter((section) => section.name !== webhookName);
    there.sections = [...others, ...webhooks.sections];
  } else root.sections.push(webhooks);
}

function replaceValue(pair: Pair, from: string, to: string): void {
  if (from === to) return;
  const start = pair.line.text.indexOf("=") + 1;
  const value = pair.line.text.slice(start);
  const mended = value.includes(from) && from !== "" ? value.replace(from, () => to) : ` ${to}`;
  pair.line.text = pair.line.text.slice(0, start) + mended;
  pair.values = pair.values.map((one) => (one === from ? to : one));
}

/** Before the line's comment, if it has one. */
function addValue(pair: Pair, value: string): void {
  if (pair.values.includes(value)) return;
  const start = pair.line.text.indexOf("=") + 1;
  const [, before = "", comment = ""] = /^([^#]*?)(\s*#.*)?$/.exec(pair.line.text.slice(start)) ?? [];
  const known = before.trim().replace(/,$/, "");
  pair.line.text = `${pair.line.text.slice(0, start)} ${known === "" ? value : `${known}, ${value}`}${comment}`;
  pair.values = [...pair.values, value];
}

function added(text: string): { number: number; text: string } {
  return { number: 0, text };
}
