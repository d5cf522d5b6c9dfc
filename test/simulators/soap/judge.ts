/** What .NET would refuse or silently drop, told instead: version, action, namespaces, order and completeness of a request. */
import { parseXml, type XmlElement, XmlError } from "../../../src/main/forwarders/kit/xml.ts";
import type { SimulatedRequest } from "../strict-server.ts";
import { type ServiceForm, target } from "./wsdl-text.ts";

/** Why a request is refused, with the status that goes with it. */
export class SoapRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface JudgedCall {
  version: "1.1" | "1.2";
  /** By name, in the order in which they came; null: told to be nil. */
  values: Map<string, string | null>;
}

const envelopes = { "1.1": "http://schemas.xmlsoap.org/soap/envelope/", "1.2": "http://www.w3.org/2003/05/soap-envelope" };

/** Throws SoapRefusal. */
export function judgedCall(request: Omit<SimulatedRequest, "refused">, form: ServiceForm): JudgedCall {
  const version = versionOf(request, form);
  const root = rootOf(request.text);
  if (root.name !== "Envelope" || root.namespace !== envelopes[version])
    throw new SoapRefusal(500, `no envelope of SOAP ${version}`);
  const [body, ...more] = root.children;
  if (!body || more.length > 0 || body.name !== "Body" || body.namespace !== root.namespace)
    throw new SoapRefusal(500, "no Body alone");
  const [call, ...others] = body.children;
  if (!call || others.length > 0 || call.name !== "PostImage" || call.namespace !== target)
    throw new SoapRefusal(500, `no ${target} PostImage alone`);
  return { version, values: valuesIn(call, form) };
}

function versionOf({ headers }: Pick<SimulatedRequest, "headers">, { versions, action }: ServiceForm): "1.1" | "1.2" {
  const type = headers["content-type"] ?? "";
  const [media, ...parameters] = type.split(/;\s*/);
  if (!parameters.includes("charset=utf-8")) throw new SoapRefusal(415, `no charset in ${type}`);
  const version = media === "text/xml" ? "1.1" : media === "application/soap+xml" ? "1.2" : null;
  if (!version || !versions.includes(version)) throw new SoapRefusal(415, `${type} is not taken`);
  const told = version === "1.1" ? headers.soapaction : parameters.find((one) => one.startsWith("action="))?.slice(7);
  if (version === "1.2" && headers.soapaction !== undefined) throw new SoapRefusal(500, "SOAPAction beside SOAP 1.2");
  if (told !== `"${action}"`)
    throw new SoapRefusal(500, `Server did not recognize the value of HTTP Header SOAPAction: ${told}.`);
  return version;
}

function rootOf(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new SoapRefusal(400, `the request ${error.message}`);
  }
}

function valuesIn(call: XmlElement, { columns, elementFormDefault }: ServiceForm): JudgedCall["values"] {
  const wanted = elementFormDefault === "qualified" ? target : "";
  let next = 0;
  const values: JudgedCall["values"] = new Map();
  for (const child of call.children) {
    if (child.namespace !== wanted) throw new SoapRefusal(500, `${child.name} stands in the namespace "${child.namespace}"`);
    const at = columns.findIndex(({ name }) => name === child.name);
    if (at < 0) throw new SoapRefusal(500, `${child.name} is not asked for`);
    if (at < next) throw new SoapRefusal(500, `${child.name} comes too late or twice`);
    for (const skipped of columns.slice(next, at)) if (skipped.required) throw new SoapRefusal(500, `${skipped.name} is missing`);
    next = at + 1;
    const nil = child.attributes.get("nil") === "true";
    const value = nil ? null : child.text;
    if (value !== null) checkType(child.name, columns[at]?.type ?? "", value);
    values.set(child.name, value);
  }
  for (const missing of columns.slice(next)) if (missing.required) throw new SoapRefusal(500, `${missing.name} is missing`);
  return values;
}

const forms: Record<string, RegExp> = {
  boolean: /^(true|false|1|0)$/,
  int: /^-?\d+$/,
  double: /^-?\d+(\.\d+)?$/,
  decimal: /^-?\d+(\.\d+)?$/,
  dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$/,
  base64Binary: /^[A-Za-z0-9+/]+={0,2}$/,
};

function checkType(name: string, type: string, value: string): void {
  const form = name === "date" && type === "string" ? /^\d{1,2}\/\d{1,2}\/\d{4} \d\d:\d\d:\d\d$/ : forms[type];
  if (form && !form.test(value)) throw new SoapRefusal(500, `${name} is no ${type}: ${value.slice(0, 40)}`);
}
