/** Finds in a WSDL what one must know to call one operation: where, in which version of SOAP, with which elements. */
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { childrenOf, nameIn, type XmlElement, type XmlName } from "../kit/xml.ts";
import type { WsdlDocuments } from "./documents.ts";
import { bindingNamespaces, type SoapVersion, soapVersions, wsdlNamespace } from "./namespaces.ts";
import { type Particle, type Structure, structureOf } from "./schema.ts";

/** How one operation is called. Plain data: two contracts are the same where their JSON is. */
export interface SoapContract {
  service: string;
  operation: string;
  version: SoapVersion;
  /** As the WSDL tells it; "" where it tells none. */
  address: string;
  action: string;
  request: Structure;
  /** What is answered; null: the operation is one-way. */
  response: { name: string; result: Particle | null } | null;
}

/** A port that speaks SOAP, with its binding. */
interface Port {
  service: string;
  address: string;
  version: SoapVersion;
  binding: XmlElement;
}

/**
 * The first port that has the operation and can be called is taken, as the vendor's middleware does (its library, zeep, takes the first;
 * in .NET's .asmx services that is SOAP 1.1). Throws DeliveryError("misconfigured") with the reason where there is none.
 */
export function readContract(documents: WsdlDocuments, operation: string): SoapContract {
  const ports = portsOf(documents);
  if (ports.length === 0) throw misconfigured(phrase("wsdl.noSoap"));
  let problem: DeliveryError | null = null;
  for (const port of ports) {
    const bound = childrenOf(port.binding, wsdlNamespace, "operation").find((one) => nameOf(one) === operation);
    if (!bound) continue;
    try {
      return contractOf(port, bound, operation, documents);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      problem ??= error;
    }
  }
  if (problem) throw problem;
  const offered = [...new Set(ports.flatMap(({ binding }) => childrenOf(binding, wsdlNamespace, "operation").map(nameOf)))];
  throw misconfigured(
    offered.length === 0
      ? phrase("wsdl.noOperation", { operation })
      : phrase("wsdl.otherOperations", { operation, offered: listed(offered) }),
  );
}

/** At most so many that a sentence can hold them. */
export const listed = (names: readonly string[]): string =>
  names.length > 20 ? `${names.slice(0, 20).join(", ")} … (+${names.length - 20})` : names.join(", ");

function portsOf(documents: WsdlDocuments): Port[] {
  return documents.definitions.flatMap((definitions) =>
    childrenOf(definitions, wsdlNamespace, "service").flatMap((service) =>
      childrenOf(service, wsdlNamespace, "port").flatMap((port) => {
        const binding = declared(documents, "binding", nameIn(port, port.attributes.get("binding") ?? ""));
        const version = soapVersions.find((one) => childrenOf(binding, bindingNamespaces[one], "binding").length > 0);
        // Ports without SOAP are plain HTTP GET and POST, which .asmx services offer besides.
        if (!version) return [];
        const [address] = childrenOf(port, bindingNamespaces[version], "address");
        return [{ service: nameOf(service), address: address?.attributes.get("location")?.trim() ?? "", version, binding }];
      }),
    ),
  );
}

function contractOf(port: Port, bound: XmlElement, operation: string, documents: WsdlDocuments): SoapContract {
  const { binding, version, service, address } = port;
  const soap = bindingNamespaces[version];
  const [about] = childrenOf(binding, soap, "binding");
  const [detail] = childrenOf(bound, soap, "operation");
  const [input] = childrenOf(bound, wsdlNamespace, "input");
  const [body] = input ? childrenOf(input, soap, "body") : [];
  const style = detail?.attributes.get("style") ?? about?.attributes.get("style") ?? "document";
  refuseUnknownForms({ operation, style, use: body?.attributes.get("use") ?? "literal", about });
  refuseDemands([binding, bound, ...(input ? [input] : [])]);

  const portType = declared(documents, "portType", nameIn(binding, binding.attributes.get("type") ?? ""));
  const abstract = childrenOf(portType, wsdlNamespace, "operation").find((one) => nameOf(one) === operation);
  const [asked] = abstract ? childrenOf(abstract, wsdlNamespace, "input") : [];
  const [answered] = abstract ? childrenOf(abstract, wsdlNamespace, "output") : [];
  if (!asked) throw misconfigured(phrase("wsdl.takesNothing", { operation }));
  const response = answered ? structureOf(elementOf(answered, undefined, documents), documents.schemas) : null;
  return {
    ...{ service, operation, version, address, action: actionOf(detail) },
    request: structureOf(elementOf(asked, body?.attributes.get("parts"), documents), documents.schemas),
    response: response && { name: response.name, result: response.particles.find(({ type }) => type !== "other") ?? null },
  };
}

function refuseUnknownForms(form: { operation: string; style: string; use: string; about: XmlElement | undefined }): void {
  const { operation, style, use, about } = form;
  if (style !== "document" || use !== "literal")
    throw misconfigured(phrase("wsdl.otherForm", { operation, form: `${style}/${use}` }));
  const transport = about?.attributes.get("transport") ?? "";
  if (transport !== "" && !/http\/?$/i.test(transport)) throw misconfigured(phrase("wsdl.otherTransport", { transport }));
}

/** Extensions that must be understood, such as WS-Addressing or a header with a session, are said so by wsdl:required. */
function refuseDemands(nodes: readonly XmlElement[]): void {
  for (const node of nodes) {
    const demanded = node.children.find(({ attributes }) => ["true", "1"].includes(attributes.get("required") ?? ""));
    if (demanded) throw misconfigured(phrase("wsdl.demands", { name: demanded.name, namespace: demanded.namespace }));
  }
}

/** The header's value without its quotes. It goes into a header: what could end one is refused. */
function actionOf(detail: XmlElement | undefined): string {
  const action = detail?.attributes.get("soapAction") ?? "";
  if (!/^[\x21\x23-\x7e]*$/.test(action)) throw misconfigured(phrase("wsdl.badAction"));
  return action;
}

/** The element that a message consists of, which is what "document" means. */
function elementOf(use: XmlElement, parts: string | undefined, documents: WsdlDocuments): XmlName {
  const message = declared(documents, "message", nameIn(use, use.attributes.get("message") ?? ""));
  const all = childrenOf(message, wsdlNamespace, "part");
  const named = parts === undefined ? all : all.filter((part) => parts.split(/\s+/).includes(nameOf(part)));
  const [part] = named;
  const element = part?.attributes.get("element");
  if (named.length !== 1 || part === undefined || element === undefined)
    throw misconfigured(phrase("wsdl.badMessage", { message: nameOf(message) }));
  return nameIn(part, element);
}

function declared(documents: WsdlDocuments, kind: string, { namespace, name }: XmlName): XmlElement {
  for (const definitions of documents.definitions) {
    if ((definitions.attributes.get("targetNamespace") ?? "") !== namespace) continue;
    const found = childrenOf(definitions, wsdlNamespace, kind).find((one) => nameOf(one) === name);
    if (found) return found;
  }
  throw misconfigured(phrase("wsdl.notDeclared", { kind, name }));
}

const nameOf = ({ attributes }: XmlElement) => attributes.get("name") ?? "";

const misconfigured = (message: Phrase) => new DeliveryError("misconfigured", message);
