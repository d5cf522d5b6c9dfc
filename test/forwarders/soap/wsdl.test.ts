/** How a contract is read out of WSDLs of many makes, and why one cannot be used. */
import { describe, expect, it } from "vitest";
import { parseXml } from "../../../src/main/forwarders/kit/xml.ts";
import { structureOf } from "../../../src/main/forwarders/soap/schema.ts";
import { addressOf } from "../../../src/main/forwarders/soap/service.ts";
import { readContract } from "../../../src/main/forwarders/soap/wsdl.ts";
import { type ServiceForm, usualForm, wsdlDocuments } from "../../simulators/soap/wsdl-text.ts";

const xs = "http://www.w3.org/2001/XMLSchema";

/** The contract of a WSDL in one piece, after changes to its text. */
function contract(form: Partial<ServiceForm> = {}, change: (text: string) => string = (text) => text, operation = "PostImage") {
  const text = wsdlDocuments({ ...usualForm, ...form }, "https://host/service.asmx").get("wsdl") ?? "";
  const root = parseXml(change(text));
  const schemas = root.children
    .flatMap(({ children }) => children)
    .filter(({ namespace }) => namespace === xs)
    .map((schema) => ({ root: schema, targetNamespace: schema.attributes.get("targetNamespace") ?? "" }));
  return readContract({ definitions: [root], schemas, count: 1 }, operation);
}

describe("a contract", () => {
  it("is that of the first port that speaks SOAP, whatever stands before it", () => {
    expect(contract()).toMatchObject({ version: "1.1", service: "ImageService", address: "https://host/service.asmx" });
    expect(contract({ versions: ["1.2", "1.1"] }).version).toBe("1.2");
    const withHttp = contract({}, (text) =>
      text
        .replace(
          /(<wsdl:service[^>]*>)/,
          '$1<wsdl:port name="Get" binding="tns:Get"><http:address location="https://host/get"/></wsdl:port>',
        )
        .replace(
          "<wsdl:service",
          '<wsdl:binding name="Get" type="tns:None"><http:binding verb="GET"/></wsdl:binding><wsdl:service',
        ),
    );
    expect(withHttp).toMatchObject({ version: "1.1", address: "https://host/service.asmx" });
  });

  it("is that of the next port where the first cannot be called", () => {
    // Only the binding of SOAP 1.1 becomes rpc.
    expect(
      contract({}, (text) =>
        text.replaceAll(
          'soap:operation soapAction="http://tempuri.org/PostImage" style="document"',
          'soap:operation style="rpc"',
        ),
      ),
    ).toMatchObject({ version: "1.2" });
  });

  it.each<[string, Partial<ServiceForm>, (text: string) => string, RegExp]>([
    ["rpc style", { style: "rpc" }, (text) => text, /called in the form rpc\/literal, and only document\/literal is supported/],
    ["encoded use", { style: "rpc", use: "encoded" }, (text) => text, /in the form rpc\/encoded/],
    ["encoded documents", { use: "encoded" }, (text) => text, /in the form document\/encoded/],
    [
      "a part of a type",
      {},
      (text) => text.replaceAll('element="tns:PostImage"', 'type="s:string"'),
      /PostImageIn does not consist of one element/,
    ],
    [
      "another transport",
      {},
      (text) => text.replaceAll("http://schemas.xmlsoap.org/soap/http", "urn:jms"),
      /not reached over HTTP, but over urn:jms/,
    ],
    ["no service", {}, (text) => text.replace(/<wsdl:service.*<\/wsdl:service>/, ""), /offers no SOAP service/],
    [
      "no binding",
      {},
      (text) => text.replaceAll('binding="tns:ImageService', 'binding="tns:Lost'),
      /uses the binding Lostsoap, but does not declare it/,
    ],
    ["no message", {}, (text) => text.replace('message="tns:PostImageIn"', 'message="tns:Lost"'), /uses the message Lost/],
    [
      "no element",
      {},
      (text) => text.replace('<s:element name="PostImage">', '<s:element name="Other">'),
      /uses the element PostImage, but/,
    ],
    [
      "an extension that must be understood",
      {},
      (text) =>
        text.replaceAll(
          '<wsdl:operation name="PostImage"><soap',
          '<a:UsingAddressing xmlns:a="urn:addressing" wsdl:required="true"/><wsdl:operation name="PostImage"><soap',
        ),
      /demands UsingAddressing \(urn:addressing\), which is not supported/,
    ],
    ["an action that would end the header", { action: "x&#10;Host: y" }, (text) => text, /SOAPAction holds characters/],
    ["an action with a quote in it", { action: "x&quot;y" }, (text) => text, /SOAPAction holds characters/],
  ])("is refused in words for %s", (_what, form, change, message) => {
    expect(() => contract(form, change)).toThrow(message);
  });

  it("names the operations that there are in place of the one that is not", () => {
    expect(() => contract({}, (text) => text, "PostImages")).toThrow(
      "The WSDL has no operation PostImages. It has: PostImage. Choose one of these.",
    );
    expect(() => contract({}, (text) => text.replace(/<wsdl:operation.*?<\/wsdl:operation>/g, ""))).toThrow(
      "The WSDL has no operation PostImage, nor any other.",
    );
  });
});

describe("a schema", () => {
  const schema = (content: string, attributes = 'targetNamespace="urn:a" elementFormDefault="qualified"') => {
    const root = parseXml(`<s:schema xmlns:s="${xs}" xmlns:a="urn:a" ${attributes}>${content}</s:schema>`);
    return { root, targetNamespace: "urn:a" };
  };
  const particles = (content: string, attributes?: string) =>
    structureOf({ namespace: "urn:a", name: "Call" }, [schema(content, attributes)]).particles.map(
      ({ name, namespace, type, required }) => `${namespace ? "q:" : ""}${name} ${type}${required ? "" : "?"}`,
    );
  const call = (content: string) => `<s:element name="Call"><s:complexType>${content}</s:complexType></s:element>`;

  it("gives elements in order with what they come down to", () => {
    expect(
      particles(
        `<s:element name="Call" type="a:CallType"/>
         <s:complexType name="Base"><s:sequence><s:element name="user" type="a:Name"/></s:sequence></s:complexType>
         <s:complexType name="CallType"><s:complexContent><s:extension base="a:Base"><s:sequence>
           <s:element ref="a:plate"/><s:element name="when" type="s:dateTime" form="unqualified" minOccurs="0"/>
           <s:element name="never" type="s:string" maxOccurs="0"/><s:group ref="a:More" minOccurs="0"/>
         </s:sequence></s:extension></s:complexContent></s:complexType>
         <s:simpleType name="Name"><s:restriction base="a:Text"/></s:simpleType>
         <s:simpleType name="Text"><s:restriction base="s:token"/></s:simpleType>
         <s:element name="plate"><s:simpleType><s:restriction base="s:string"/></s:simpleType></s:element>
         <s:group name="More"><s:sequence><s:element name="deep" type="a:Base"/></s:sequence></s:group>`,
      ),
    ).toEqual(["q:user token", "q:plate string", "when dateTime?", "q:deep structure?"]);
  });

  it("leaves out what may be left out, and names what is asked for and cannot be filled", () => {
    const either = '<s:element name="a" type="s:int"/><s:element name="b" type="s:int"/>';
    expect(particles(call(`<s:all><s:choice minOccurs="0">${either}</s:choice><s:any minOccurs="0"/></s:all>`))).toEqual([]);
    expect(
      particles(call(`<s:sequence><s:choice>${either}</s:choice><s:any/></s:sequence><s:attribute name="id" use="required"/>`)),
    ).toEqual(["one of a, b other", "any element other", "the attribute id other"]);
  });

  it("has children without a namespace unless it says otherwise, but references keep theirs", () => {
    const content = `${call('<s:sequence><s:element name="a" type="s:int"/><s:element name="b" type="s:int" form="qualified"/><s:element ref="a:c"/></s:sequence>')}<s:element name="c" type="s:int"/>`;
    expect(particles(content, 'targetNamespace="urn:a"')).toEqual(["a int", "q:b int", "q:c int"]);
  });

  it.each([
    [
      "groups in a circle",
      `${call('<s:group ref="a:G"/>')}<s:group name="G"><s:sequence><s:group ref="a:G"/></s:sequence></s:group>`,
    ],
    [
      "a type that extends itself",
      `<s:element name="Call" type="a:T"/><s:complexType name="T"><s:complexContent><s:extension base="a:T"/></s:complexContent></s:complexType>`,
    ],
    [
      "an element that refers to itself",
      `${call('<s:sequence><s:element ref="a:e"/></s:sequence>')}<s:element name="e" ref="a:e"/>`,
    ],
    [
      "a simple type that restricts itself",
      `${call('<s:sequence><s:element name="e" type="a:S"/></s:sequence>')}<s:simpleType name="S"><s:restriction base="a:S"/></s:simpleType>`,
    ],
    [
      "groups that stand for a billion elements",
      `${call('<s:group ref="a:G0"/>')}${Array.from({ length: 30 }, (_, index) => `<s:group name="G${index}"><s:sequence><s:group ref="a:G${index + 1}"/><s:group ref="a:G${index + 1}"/></s:sequence></s:group>`).join("")}<s:group name="G30"><s:sequence/></s:group>`,
    ],
  ])("is refused for %s", (_what, content) => {
    expect(() => particles(content)).toThrow("endless or far too large");
  });
});

describe("the address", () => {
  const address = (told: string, wsdlUrl = "https://host:8443/s.asmx?wsdl", endpoint = "") =>
    addressOf({ wsdlUrl, endpoint }, told);

  it("is what the WSDL says, on the WSDL's own server", () => {
    expect(address("https://host:9443/other?x=1")).toEqual({ url: "https://host:9443/other?x=1", toldAddress: null });
    expect(address("/here")).toEqual({ url: "https://host:8443/here", toldAddress: null });
    expect(address("http://host:81/s", "http://host/s?wsdl").url).toBe("http://host:81/s");
  });

  it("is the same path there where the WSDL names another server, or one without encryption", () => {
    expect(address("http://WIN-7/s.svc?key=hidden")).toEqual({
      url: "https://host:8443/s.svc?key=hidden",
      toldAddress: "http://win-7/s.svc",
    });
    expect(address("http://host/s.asmx").url).toBe("https://host:8443/s.asmx");
  });

  it("is what the operator entered before all else", () => {
    expect(address("http://elsewhere/s", undefined, "http://elsewhere/s")).toEqual({
      url: "http://elsewhere/s",
      toldAddress: null,
    });
  });

  it.each(["", "net.tcp://host/s", "http://"])("is asked for where the WSDL tells none that can be called (%s)", (told) => {
    expect(() => address(told)).toThrow("Enter it as the service address");
  });
});
