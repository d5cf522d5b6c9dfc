/** Fetches a WSDL with all that it imports and includes, within limits, and only from the server that the operator named. */
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import type { HttpClient } from "../kit/http.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { throwForStatus } from "../kit/outcome.ts";
import { childrenOf, parseXml, type XmlElement, XmlError } from "../kit/xml.ts";
import { schemaNamespace, wsdl2Namespace, wsdlNamespace } from "./namespaces.ts";
import type { Schema } from "./schema.ts";

/** A WSDL with everything it is made of. */
export interface WsdlDocuments {
  /** The one that was asked for comes first. */
  definitions: readonly XmlElement[];
  schemas: readonly Schema[];
  /** How many documents were fetched. */
  count: number;
}

/** The largest known WSDLs have a few hundred kilobytes in a handful of parts. */
const maxBytes = 2 * 1024 * 1024;
const maxDocuments = 20;

/** A part still to be fetched, and what it is to be read as. */
interface Wanted {
  url: URL;
  /** The target namespace that an included schema without one of its own takes on. */
  adopts: string;
}

/**
 * Throws DeliveryError: what HTTP says (see kit/http.ts), and "misconfigured" with the reason for everything that is no WSDL, too large,
 * endless, or elsewhere.
 */
export async function fetchWsdl(
  wsdlUrl: string,
  { http, signal, redact, now }: { http: HttpClient; signal: AbortSignal; redact(text: string): string; now(): number },
): Promise<WsdlDocuments> {
  const origin = new URL(wsdlUrl);
  const definitions: XmlElement[] = [];
  const schemas: Schema[] = [];
  const queue: Wanted[] = [{ url: origin, adopts: "" }];
  const known = new Set([keyOf({ url: origin, adopts: "" })]);

  function want(location: string | undefined, namespace: string | undefined, base: URL, adopts = ""): void {
    // Schemas that are part of the standards are known by their names; nobody needs to fetch them.
    if (location === undefined || /^http:\/\/(www\.w3\.org|schemas\.xmlsoap\.org)\//.test(namespace ?? "")) return;
    const wanted = { url: sameServer(location, base, origin), adopts };
    if (known.has(keyOf(wanted))) return;
    known.add(keyOf(wanted));
    queue.push(wanted);
    if (known.size > maxDocuments) throw misconfigured(phrase("wsdl.tooManyDocuments", { most: maxDocuments }));
  }

  function addSchema(root: XmlElement, base: URL, adopts: string): void {
    const targetNamespace = root.attributes.get("targetNamespace") ?? adopts;
    schemas.push({ root, targetNamespace });
    for (const child of root.children.filter(({ namespace }) => namespace === schemaNamespace)) {
      const location = child.attributes.get("schemaLocation");
      if (child.name === "import") want(location, child.attributes.get("namespace") ?? "", base);
      if (child.name === "include" || child.name === "redefine") want(location, undefined, base, targetNamespace);
    }
  }

  for (let wanted = queue.shift(); wanted; wanted = queue.shift()) {
    const answer = await http.request({ method: "GET", url: wanted.url.href, signal, maxAnswerBytes: maxBytes + 1 });
    judgeStatus(() => throwForStatus(answer, { what: hostAndPort(origin), redact, now }));
    const root = parsed(answer.text, wanted.url);
    if (root.namespace === schemaNamespace && root.name === "schema") {
      addSchema(root, wanted.url, wanted.adopts);
      continue;
    }
    if (root.namespace !== wsdlNamespace || root.name !== "definitions") throw noWsdl(root, wanted.url);
    definitions.push(root);
    for (const part of childrenOf(root, wsdlNamespace, "import"))
      want(part.attributes.get("location"), part.attributes.get("namespace"), wanted.url);
    for (const types of childrenOf(root, wsdlNamespace, "types"))
      for (const schema of childrenOf(types, schemaNamespace, "schema")) addSchema(schema, wanted.url, "");
  }
  return { definitions, schemas, count: known.size };
}

/** The same part may be included into several namespaces. */
const keyOf = ({ url, adopts }: Wanted) => `${adopts} ${url.href}`;

/**
 * Where a part lies, if it is on the server the operator named. A server behind a proxy that ends TLS names itself with http://: the
 * part is then asked for with https all the same.
 */
function sameServer(location: string, base: URL, origin: URL): URL {
  const url = URL.canParse(location, base.href) ? new URL(location, base) : null;
  if (url?.host === origin.host) return new URL(`${url.pathname}${url.search}`, origin);
  const { host } = origin;
  throw misconfigured(
    url?.host ? phrase("wsdl.elsewhere", { there: `${url.protocol}//${url.host}`, host }) : phrase("wsdl.noPlace", { host }),
  );
}

/** A WSDL that is not there is no fault of the read to be delivered: the destination pauses. */
function judgeStatus(judge: () => void): void {
  try {
    judge();
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind !== "rejected") throw error;
    throw misconfigured(phrase("wsdl.notRead", { problem: error.message }));
  }
}

function parsed(text: string, url: URL): XmlElement {
  const where = hostAndPort(url);
  if (Buffer.byteLength(text) > maxBytes) throw misconfigured(phrase("wsdl.tooLarge", { where, mb: maxBytes / 1024 / 1024 }));
  if (text.trim() === "") throw misconfigured(phrase("wsdl.nothing", { where }));
  if (isWebPage(text)) throw webPage(where);
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw misconfigured(phrase("wsdl.noXml", { where, problem: error.message }));
  }
}

/** HTML, as login pages, help pages and error pages are. */
export const isWebPage = (text: string): boolean => /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text);

function noWsdl(root: XmlElement, url: URL): DeliveryError {
  const where = hostAndPort(url);
  if (root.namespace === wsdl2Namespace) return misconfigured(phrase("wsdl.version2", { where }));
  return misconfigured(phrase("wsdl.otherXml", { where, root: root.name }));
}

const webPage = (where: string) => misconfigured(phrase("wsdl.webPage", { where }));

const misconfigured = (message: Phrase) => new DeliveryError("misconfigured", message);
