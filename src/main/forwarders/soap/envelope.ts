/** Writes the request of document/literal SOAP. */
import { escapeXml } from "../kit/xml.ts";
import { envelopeNamespaces, instanceNamespace } from "./namespaces.ts";
import type { SoapContract } from "./wsdl.ts";

/** One child of the operation's element; text null: told to have no value (xsi:nil). */
export interface FilledElement {
  name: string;
  /** "" for none. */
  namespace: string;
  text: string | null;
}

export interface SoapRequest {
  headers: Record<string, string>;
  body: string;
}

/** `elements` in the order in which they are to be sent. */
export function soapRequest(contract: SoapContract, elements: readonly FilledElement[]): SoapRequest {
  const { request, version } = contract;
  const namespaces = [...new Set([request.namespace, ...elements.map(({ namespace }) => namespace)])].filter((one) => one !== "");
  // Prefixes rather than a default namespace, so that elements without one can stand among the others.
  const tag = (name: string, namespace: string) => (namespace === "" ? name : `ns${namespaces.indexOf(namespace)}:${name}`);
  const declared = namespaces.map((namespace, index) => ` xmlns:ns${index}="${escapeXml(namespace)}"`).join("");
  const children = elements.map(({ name, namespace, text }) => {
    const own = tag(name, namespace);
    if (text === null) return `<${own} xmlns:xsi="${instanceNamespace}" xsi:nil="true"/>`;
    return `<${own}>${escapeXml(text)}</${own}>`;
  });
  const operation = tag(request.name, request.namespace);
  const body = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<soap:Envelope xmlns:soap="${envelopeNamespaces[version]}"><soap:Body>`,
    `<${operation}${declared}>${children.join("")}</${operation}>`,
    "</soap:Body></soap:Envelope>",
  ].join("");
  return { headers: headersOf(contract), body };
}

/** The action's quotes belong to it; in SOAP 1.2 it moved into the media type. */
function headersOf({ version, action }: SoapContract): Record<string, string> {
  if (version === "1.1") return { "Content-Type": "text/xml; charset=utf-8", SOAPAction: `"${action}"` };
  return { "Content-Type": `application/soap+xml; charset=utf-8${action === "" ? "" : `; action="${action}"`}` };
}
