/**
 * What a service's answer means. Success is what the vendor's middleware takes for it: a result that is there and says yes. A fault,
 * false, 0, an empty result and a web page are failures, whatever the HTTP status says.
 */

import type { FailureKind } from "../../../shared/delivery.ts";
import { type Phrase, type PhraseKeyOf, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import type { HttpAnswer } from "../kit/http.ts";
import { excerpt, retryAfterMs, throwForStatus } from "../kit/outcome.ts";
import { childrenOf, parseXml, textOf, type XmlElement, XmlError } from "../kit/xml.ts";
import { isWebPage } from "./documents.ts";
import { envelopeNamespaces, soapVersions } from "./namespaces.ts";
import type { SoapContract } from "./wsdl.ts";

export type Verdict =
  /** As the service said it, for the receipt; "" for nothing. */
  | { said: string }
  /** `outdated`: the service may have been changed since the WSDL was read. */
  | { failure: DeliveryError; outdated: boolean };

interface Telling {
  /** Whose answer it is, as the subject of a sentence. */
  what: string;
  redact(text: string): string;
  now(): number;
}

/** Never throws. */
export function verdictOn(answer: HttpAnswer, contract: SoapContract, telling: Telling): Verdict {
  const success = answer.status >= 200 && answer.status < 300;
  const body = bodyOf(answer.text);
  const fault = body && faultIn(body);
  // Refused credentials and "come back later" say it all; below them a fault knows more than its status, which is 500 by the book.
  if (fault && ![401, 403, 407, 408, 425, 429, 502, 503, 504].includes(answer.status))
    return { failure: faultFailure(fault, answer, telling), outdated: true };
  try {
    throwForStatus(answer, telling);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { failure: error, outdated: [404, 405, 410, 415].includes(answer.status) };
  }
  return success && body ? resultIn(body, contract, answer, telling) : withoutEnvelope(contract, answer, telling);
}

/** The SOAP body, of either version; null where the text is no SOAP. */
function bodyOf(text: string): XmlElement | null {
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
  const version = soapVersions.find((one) => root.namespace === envelopeNamespaces[one]);
  return (version && root.name === "Envelope" && childrenOf(root, root.namespace, "Body")[0]) || null;
}

/** `codes`: the code and all that refine it, without prefixes. */
interface Fault {
  codes: string[];
  reason: string;
}

function faultIn(body: XmlElement): Fault | null {
  const [fault] = childrenOf(body, body.namespace, "Fault");
  if (!fault) return null;
  // SOAP 1.1 writes faultcode and faultstring without a namespace, 1.2 has Code/Value, Code/Subcode/Value and Reason/Text.
  const part = (...names: string[]) => fault.children.find(({ name }) => names.includes(name));
  const code = part("faultcode", "Code");
  const codes = (code ? textOf(code) : "").split(/\s+/).map((one) => one.replace(/^.*:/, ""));
  const reason = part("faultstring", "Reason");
  return { codes: codes.filter((one) => one !== ""), reason: reason ? textOf(reason) : "" };
}

function faultFailure({ codes, reason }: Fault, answer: HttpAnswer, { what, redact, now }: Telling): DeliveryError {
  const kind = kindOfFault(codes, reason);
  const said = excerpt({ ...answer, text: [codes.join(" "), reason].filter((text) => text !== "").join(": ") }, redact);
  const { status } = answer;
  const fault = said === "" ? phrase("soap.fault", { who: what, status }) : phrase("soap.faultSaid", { who: what, status, said });
  const remedy = remedies[kind];
  return new DeliveryError(kind, sentences(fault, remedy && phrase(remedy)), {
    retryAfterMs: kind === "busy" ? retryAfterMs(answer.headers["retry-after"], now()) : undefined,
  });
}

const remedies: Partial<Record<FailureKind, PhraseKeyOf<never>>> = {
  rejected: "soap.faultOfRequest",
  busy: "soap.faultOfIts",
  unauthorized: "soap.checkKey",
  misconfigured: "soap.notFitting",
};

/**
 * Client and Sender: the request is wrong, and stays so. Everything else is the service's own trouble and is tried again, with what
 * concerns all requests alike taken out: an action or version it does not know, and credentials.
 */
function kindOfFault(codes: readonly string[], reason: string): FailureKind {
  const all = codes.join(" ");
  if (/FailedAuthentication|InvalidSecurity/.test(all)) return "unauthorized";
  if (/VersionMismatch|MustUnderstand|DataEncodingUnknown|ActionNotSupported/.test(all)) return "misconfigured";
  // The words of .NET's .asmx services.
  if (/did not recognize the value of HTTP Header SOAPAction/i.test(reason)) return "misconfigured";
  // A code may be refined after a dot, as in Client.Authentication.
  return /^(Client|Sender)(\.|$)/.test(codes[0] ?? "") ? "rejected" : "busy";
}

function resultIn(body: XmlElement, contract: SoapContract, answer: HttpAnswer, telling: Telling): Verdict {
  const { what: who, redact } = telling;
  const { status } = answer;
  const { response } = contract;
  // One-way: there is nothing to say.
  if (!response) return { said: "" };
  const element = body.children.find(({ name }) => name === response.name);
  if (!element) return failed("rejected", phrase("soap.noResponse", { who, element: response.name, status }));
  const { result } = response;
  // By its WSDL the operation never says more than this.
  if (!result) return { said: response.name };
  const found = element.children.find(({ name }) => name === result.name);
  const nil = found && [...found.attributes].some(([name, value]) => name === "nil" && /^(true|1)$/.test(value));
  const text = found && !nil ? textOf(found) : "";
  if (!found || text === "") return failed("rejected", phrase("soap.emptyResult", { who, element: result.name, status }));
  const said = `${result.name}: ${excerpt({ ...answer, text }, redact)}`;
  return saysYes(text, result.type) ? { said } : failed("rejected", phrase("soap.saidNo", { who, status, said }));
}

/** As zeep, the middleware's library, reads the types; beyond it, "false" as text is no success either. */
function saysYes(text: string, type: string): boolean {
  if (type === "boolean") return text === "true" || text === "1";
  if (/^(decimal|double|float|integer|int|long|short|byte|\w+Integer|unsigned\w+)$/.test(type)) return Number(text) !== 0;
  return text.toLowerCase() !== "false";
}

/** A status that means success, and no SOAP with it. */
function withoutEnvelope(contract: SoapContract, answer: HttpAnswer, { what: who, redact }: Telling): Verdict {
  const { status, text } = answer;
  if (text.trim() === "" && !contract.response) return { said: "" };
  if (text.trim() === "") return failed("rejected", phrase("soap.nothing", { who, status }));
  const said = excerpt(answer, redact);
  const failure = phrase(isWebPage(text) ? "soap.webPage" : "soap.noSoap", { who, status, said });
  return { ...failed("misconfigured", failure), outdated: true };
}

const failed = (kind: FailureKind, message: Phrase): { failure: DeliveryError; outdated: boolean } => ({
  failure: new DeliveryError(kind, message),
  outdated: false,
});
