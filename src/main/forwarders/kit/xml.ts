/**
 * XML from and to strangers. What is read may be hostile: document type definitions (and with them entities of their own, bombs of
 * entities and external files) are refused, size and depth are limited, and nothing is ever fetched because of what a text says.
 */

import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";

/** An element with its namespaces resolved. */
export interface XmlElement {
  /** "" for none. */
  namespace: string;
  name: string;
  /** By name, without prefix: attributes of several namespaces with one name do not occur in what we read. */
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
  /** Prefix ("" for the default one) to namespace, as it holds here; for names that stand in values. */
  scope: ReadonlyMap<string, string>;
}

export interface XmlName {
  namespace: string;
  name: string;
}

/** The text is no XML, or none that is read here. The message completes a sentence that begins with "it". */
export class XmlError extends Error {
  override readonly name = "XmlError";
  declare readonly message: Phrase;

  constructor(message: Phrase, options?: { cause: unknown }) {
    super(message, options);
  }
}

const maxDepth = 64;
const maxTags = 100_000;

/** Entities are left alone by the parser: the five that XML itself has are replaced below, and no others exist without a DTD. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: "#cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maxDepth,
});

/** Throws XmlError for what is not well-formed, has a document type definition, or exceeds a limit. */
export function parseXml(text: string): XmlElement {
  refuseTraps(text);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new XmlError(phrase("xml.malformed", { line: valid.err.line }));
  let nodes: unknown;
  try {
    nodes = parser.parse(text);
  } catch (error) {
    const deep = error instanceof Error && /nested/i.test(error.message);
    throw new XmlError(deep ? phrase("xml.tooDeep", { most: maxDepth }) : phrase("xml.unreadable"), { cause: error });
  }
  const roots = (nodes as Node[]).flatMap((node) => elementOf(node, new Map([["xml", xmlNamespace]])) ?? []);
  const [root] = roots;
  if (!root || roots.length > 1) throw new XmlError(phrase("xml.notOne"));
  return root;
}

/** What a prefixed name in a value stands for, such as type="xs:string". Throws XmlError for a prefix that is not declared. */
export function nameIn(element: XmlElement, value: string): XmlName {
  const [prefix, name] = split(value.trim());
  return { namespace: namespaceOf(prefix, element.scope), name };
}

/** The children of one name; of any name where it is left out. */
export function childrenOf(element: XmlElement, namespace: string, name?: string): XmlElement[] {
  return element.children.filter((child) => child.namespace === namespace && (name === undefined || child.name === name));
}

/** The element's text with that of all its descendants, trimmed. */
export function textOf(element: XmlElement): string {
  return [element.text, ...element.children.map(textOf)].join(" ").trim();
}

/** Text for an element or a quoted attribute; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\r]/g, (letter) => escapes[letter] ?? "");
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };
const xmlNamespace = "http://www.w3.org/XML/1998/namespace";

/** One walk over the text, before any parser sees it: "<!" is only allowed for comments and CDATA. */
function refuseTraps(text: string): void {
  let tags = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    tags += 1;
    if (tags > maxTags) throw new XmlError(phrase("xml.tooManyTags", { most: maxTags }));
    if (text[at + 1] !== "!") continue;
    const end = text.startsWith("<!--", at) ? "-->" : text.startsWith("<![CDATA[", at) ? "]]>" : null;
    if (end === null) throw new XmlError(phrase("xml.dtd"));
    const past = text.indexOf(end, at);
    if (past < 0) throw new XmlError(phrase("xml.openComment"));
    at = past;
  }
}

/** The parser's form: one key is the element's name (its value the content), ":@" holds the attributes. */
type Node = Record<string, unknown>;

function elementOf(node: Node, outer: ReadonlyMap<string, string>): XmlElement | null {
  const tag = Object.keys(node).find((key) => key !== ":@");
  if (tag === undefined || tag.startsWith("#") || tag.startsWith("?")) return null;
  const raw = Object.entries((node[":@"] ?? {}) as Record<string, string>).map(([key, value]) => [key, decoded(value)] as const);
  const declared = raw.flatMap(([key, value]) => {
    if (key === "xmlns") return [["", value] as const];
    return key.startsWith("xmlns:") ? [[key.slice(6), value] as const] : [];
  });
  const scope = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  const [prefix, name] = split(tag);
  const content = node[tag] as Node[];
  return {
    namespace: namespaceOf(prefix, scope),
    name,
    attributes: new Map(raw.filter(([key]) => !/^xmlns(:|$)/.test(key)).map(([key, value]) => [split(key)[1], value])),
    children: content.flatMap((child) => elementOf(child, scope) ?? []),
    text: content.map(ownText).join(""),
    scope,
  };
}

function ownText(node: Node): string {
  if (typeof node["#text"] === "string") return decoded(node["#text"]);
  // What stands in CDATA is meant literally.
  const cdata = node["#cdata"];
  return Array.isArray(cdata) ? cdata.map((part: Node) => String(part["#text"] ?? "")).join("") : "";
}

function split(name: string): [prefix: string, name: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function namespaceOf(prefix: string, scope: ReadonlyMap<string, string>): string {
  const namespace = scope.get(prefix);
  if (namespace === undefined && prefix !== "") throw new XmlError(phrase("xml.prefix", { prefix }));
  return namespace ?? "";
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([^;\s&]{1,40}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) {
      const letter = named[String(name)];
      if (letter === undefined) throw new XmlError(phrase("xml.entity", { entity: whole }));
      return letter;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}
