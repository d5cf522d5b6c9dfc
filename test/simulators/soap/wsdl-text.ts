/** The WSDL of a service as .NET's .asmx writes it, with everything that services do differently as an option. */
export interface Column {
  name: string;
  /** Of XML Schema, without prefix. */
  type: string;
  required?: boolean;
}

export interface ServiceForm {
  versions: readonly ("1.1" | "1.2")[];
  elementFormDefault: "qualified" | "unqualified";
  action: string;
  columns: readonly Column[];
  /** Type of PostImageResult; "none": PostImageResponse has no children. */
  result: string;
  /** none: all in one; schema: the types stand in two further documents; wsdl: so does all but the service itself. */
  parts: "none" | "schema" | "wsdl";
  style: "document" | "rpc";
  use: "literal" | "encoded";
}

export const target = "http://tempuri.org/";

/** The arguments of Plate Recognizer's middleware, as a service for it would declare them. */
export const columns: readonly Column[] = [
  { name: "user", type: "string" },
  { name: "password", type: "string" },
  { name: "date", type: "string" },
  { name: "plate", type: "string" },
  { name: "score", type: "double", required: true },
  { name: "image", type: "base64Binary" },
];

export const usualForm: ServiceForm = {
  versions: ["1.1", "1.2"],
  elementFormDefault: "qualified",
  action: `${target}PostImage`,
  columns,
  result: "boolean",
  parts: "none",
  style: "document",
  use: "literal",
};

const soapOf = { "1.1": "soap", "1.2": "soap12" };

/** Every document by its query, such as "wsdl"; `address` is where the service is said to be. */
export function wsdlDocuments(form: ServiceForm, address: string): Map<string, string> {
  const { parts } = form;
  const base = address.replace(/\?.*$/, "");
  const types = { none: schema(form, [request(form), response(form)]), schema: "", wsdl: "" }[parts];
  const imported = schema(form, [`<s:include schemaLocation="${base}?xsd=1"/>`]);
  const abstract = `<wsdl:types>${parts === "none" ? types : imported}</wsdl:types>${messages}${portType}${form.versions.map((one) => binding(form, one)).join("")}`;
  const documents = new Map<string, string>();
  documents.set(
    "wsdl",
    definitions(
      `${parts === "wsdl" ? `<wsdl:import namespace="${target}" location="${base}?wsdl=wsdl0"/>` : abstract}${service(form, address)}`,
    ),
  );
  if (parts === "wsdl") documents.set("wsdl=wsdl0", definitions(abstract));
  if (parts !== "none") {
    // In a circle, as it is allowed; the second one has no namespace of its own and takes on that of the first.
    documents.set("xsd=1", declaration + schema(form, ['<s:include schemaLocation="?xsd=2"/>', request(form)]));
    documents.set(
      "xsd=2",
      declaration +
        schema(form, ['<s:include schemaLocation="?xsd=1"/>', response(form)]).replace(/ targetNamespace="[^"]*"/, ""),
    );
  }
  return documents;
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';

const definitions = (content: string) =>
  `${declaration}<!-- made by hand --><wsdl:definitions xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:tns="${target}" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="${target}">${content}</wsdl:definitions>`;

const schema = ({ elementFormDefault }: ServiceForm, content: readonly string[]) =>
  `<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="${target}" elementFormDefault="${elementFormDefault}" targetNamespace="${target}">${content.join("")}</s:schema>`;

const element = ({ name, type, required = false }: Column) =>
  `<s:element minOccurs="${required ? 1 : 0}" maxOccurs="1" name="${name}" type="s:${type}"/>`;

const wrapper = (name: string, content: readonly Column[]) =>
  `<s:element name="${name}"><s:complexType>${content.length === 0 ? "" : `<s:sequence>${content.map(element).join("")}</s:sequence>`}</s:complexType></s:element>`;

const request = (form: ServiceForm) => wrapper("PostImage", form.columns);

const response = ({ result }: ServiceForm) =>
  wrapper(
    "PostImageResponse",
    result === "none" ? [] : [{ name: "PostImageResult", type: result, required: result !== "string" }],
  );

const messages =
  '<wsdl:message name="PostImageIn"><wsdl:part name="parameters" element="tns:PostImage"/></wsdl:message><wsdl:message name="PostImageOut"><wsdl:part name="parameters" element="tns:PostImageResponse"/></wsdl:message>';

const portType =
  '<wsdl:portType name="ImageServicePort"><wsdl:operation name="PostImage"><wsdl:input message="tns:PostImageIn"/><wsdl:output message="tns:PostImageOut"/></wsdl:operation></wsdl:portType>';

function binding({ style, use, action }: ServiceForm, version: "1.1" | "1.2"): string {
  const soap = soapOf[version];
  const body = `<${soap}:body use="${use}"/>`;
  return `<wsdl:binding name="ImageService${soap}" type="tns:ImageServicePort"><${soap}:binding style="${style}" transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="PostImage"><${soap}:operation soapAction="${action}" style="${style}"/><wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation></wsdl:binding>`;
}

function service({ versions }: ServiceForm, address: string): string {
  const ports = versions.map((version) => {
    const soap = soapOf[version];
    return `<wsdl:port name="ImageService${soap}" binding="tns:ImageService${soap}"><${soap}:address location="${address}"/></wsdl:port>`;
  });
  return `<wsdl:service name="ImageService">${ports.join("")}</wsdl:service>`;
}
