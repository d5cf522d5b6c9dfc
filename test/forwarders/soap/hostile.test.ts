/** Answers that are no WSDL, and ones that are meant to do harm: each ends in a sentence for the operator, and soon. */
import { afterEach, describe, expect, it } from "vitest";
import { childrenOf, escapeXml, nameIn, parseXml, textOf } from "../../../src/main/forwarders/kit/xml.ts";
import { failureOf, soapDestination } from "./destination.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const wsdlPath = "/service.asmx?wsdl";
const definitions = (content: string) => `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/">${content}</w:definitions>`;
const laughs = `<!DOCTYPE w [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "&a${index || ""};&a${index || ""};">`).join("")}]>`;
const types = (schema: string) =>
  definitions(
    `<w:types><s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x">${schema}</s:schema></w:types>`,
  );

describe("what is no WSDL", () => {
  it.each<[string, string, RegExp]>([
    ["a web page", "<!DOCTYPE html><html><title>Sign in</title></html>", /a web page instead of a WSDL.*\?wsdl/],
    ["nothing", "  ", /with nothing instead of a WSDL/],
    ["JSON", '{"error":"no"}', /no WSDL that can be read: it is not well-formed XML/],
    ["half a document", "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/'><w:types>", /it is not well-formed XML/],
    ["other XML", "<rss><channel/></rss>", /XML that is no WSDL \(rss\)/],
    ["WSDL 2.0", '<description xmlns="http://www.w3.org/ns/wsdl"/>', /written in WSDL 2\.0/],
    ["a prefix out of nowhere", "<w:definitions/>", /uses the prefix w without declaring it/],
    [
      "a bomb of entities",
      `${laughs}${definitions("<w:documentation>&a30;</w:documentation>")}`,
      /document type definition \(DTD\)/,
    ],
    [
      "an external entity",
      `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>${definitions("&x;")}`,
      /document type definition \(DTD\)/,
    ],
    [
      "a definition hidden behind a comment",
      `<!-- <a> --><?x?><!DOCTYPE w>${definitions("")}`,
      /document type definition \(DTD\)/,
    ],
    [
      "an entity of nobody",
      definitions("<w:documentation>&nbsp;</w:documentation>"),
      /uses the entity &nbsp;, which is not defined/,
    ],
    ["endless depth", `${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}`, /nested more than 64 deep/],
    ["too many tags", definitions("<w:x/>".repeat(120_000)), /more than 100000 tags/],
    ["50 MB", definitions(`<w:documentation>${"x".repeat(50 * 1024 * 1024)}</w:documentation>`), /larger than 2 MB/],
    [
      "a reserved name",
      '<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/"><__proto__/></w:definitions>',
      /is not XML that can be read/,
    ],
    ["no service", definitions(""), /offers no SOAP service/],
    [
      "a prefix out of nowhere in a value",
      `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/"><w:service name="S"><w:port name="P" binding="z:B"/></w:service></w:definitions>`,
      /it uses the prefix z without declaring it/,
    ],
  ])("%s pauses the destination with the reason", async (_what, text, message) => {
    const { server, check, deliver, posts } = await soapDestination(endings);
    server.serve(wsdlPath, text);
    expect(await failureOf(check())).toMatchObject({ kind: "misconfigured", message: expect.stringMatching(message) });
    expect((await failureOf(deliver())).kind).toBe("misconfigured");
    expect(posts()).toEqual([]);
  });

  it("that is not there, or elsewhere, pauses it too; one that is away does not", async () => {
    const { server, check } = await soapDestination(endings);
    server.failing.status(404, {}, "gone");
    expect(await failureOf(check())).toMatchObject({
      kind: "misconfigured",
      message: expect.stringMatching(/^The WSDL cannot be read: .*\(HTTP 404\).*Check the WSDL's address\.$/),
    });
    server.failing.status(302, { location: "http://elsewhere.example/wsdl" });
    expect(await failureOf(check())).toMatchObject({
      kind: "misconfigured",
      message: expect.stringContaining("redirects elsewhere"),
    });
    server.failing.status(503);
    expect((await failureOf(check())).kind).toBe("busy");
    server.failing.reset();
    expect((await failureOf(check())).kind).toBe("unreachable");
  });
});

describe("imports", () => {
  it.each([
    ["an import of a WSDL", (to: string) => definitions(`<w:import namespace="urn:x" location="${to}"/>`)],
    ["an import of a schema", (to: string) => types(`<s:import namespace="urn:y" schemaLocation="${to}"/>`)],
    ["an include of a schema", (to: string) => types(`<s:include schemaLocation="${to}"/>`)],
  ])("from elsewhere are not fetched: %s", async (_what, wsdl) => {
    const elsewhere = await soapDestination(endings);
    const { server, check } = await soapDestination(endings);
    for (const to of [
      `${elsewhere.server.origin}/x.xsd`,
      "http://169.254.169.254/latest",
      "file:///etc/passwd",
      "//other.example/x",
    ]) {
      server.serve(wsdlPath, wsdl(to));
      expect(await failureOf(check())).toMatchObject({
        kind: "misconfigured",
        message: expect.stringMatching(/^The WSDL imports a part from .*, but parts are only read from 127\.0\.0\.1:\d+\./),
      });
    }
    expect(elsewhere.server.requests).toEqual([]);
  });

  it("of the standards' own schemas are not fetched, and not needed", async () => {
    const { server, check } = await soapDestination(endings);
    const encoding = "http://schemas.xmlsoap.org/soap/encoding/";
    server.serve(wsdlPath, types(`<s:import namespace="${encoding}" schemaLocation="${encoding}"/>`));
    expect((await failureOf(check())).message).toContain("offers no SOAP service");
    expect(server.requests).toHaveLength(1);
  });

  it("in a circle are fetched once each", async () => {
    const { server, check } = await soapDestination(endings);
    server.serve(wsdlPath, definitions('<w:import namespace="urn:x" location="?wsdl=b"/>'));
    server.serve("/service.asmx?wsdl=b", definitions('<w:import namespace="urn:x" location="?wsdl"/>'));
    expect((await failureOf(check())).message).toContain("offers no SOAP service");
    expect(server.requests).toHaveLength(2);
  });

  it("without an end are given up", async () => {
    const { server, check } = await soapDestination(endings);
    for (let index = 0; index < 40; index++) {
      const address = index === 0 ? wsdlPath : `/service.asmx?wsdl=${index}`;
      server.serve(address, definitions(`<w:import namespace="urn:x" location="?wsdl=${index + 1}"/>`));
    }
    expect((await failureOf(check())).message).toContain("more than 20 documents");
    expect(server.requests.length).toBeLessThanOrEqual(20);
  });
});

describe("the service's address in a WSDL", () => {
  it("on another server is not called: its path on the WSDL's own server is", async () => {
    const elsewhere = await soapDestination(endings);
    const told = elsewhere.server.serviceUrl.replace("127.0.0.1", "localhost");
    const { server, check, deliver } = await soapDestination(endings, { told });
    await deliver();
    expect(server.calls).toHaveLength(1);
    expect(await check()).toContain(`The WSDL itself names ${told}; if that is right, enter it as the service address.`);
    expect(elsewhere.server.requests).toEqual([]);
  });

  it("of which the WSDL's own server knows nothing pauses the destination, and the right one can be entered", async () => {
    const told = "http://intern.example/other/path.svc?key=hidden";
    const lost = await soapDestination(endings, { told });
    const failure = await failureOf(lost.deliver());
    expect(failure.kind).toBe("misconfigured");
    expect(failure.message).toMatch(
      /^The WSDL says that the service is at http:\/\/intern\.example\/other\/path\.svc\. .*\(HTTP 404\)/,
    );
    expect(failure.message).not.toContain("hidden");
    const found = await soapDestination(endings, { told }, { endpoint: lost.server.serviceUrl });
    await found.deliver();
    expect(lost.server.calls).toHaveLength(1);
  });
});

describe("XML", () => {
  it("is read with its namespaces, its five entities, its numbers and what stands in CDATA", () => {
    const root = parseXml(
      '\ufeff<?xml version="1.0"?><!-- <!DOCTYPE x> --><a xmlns="urn:1" xmlns:p="urn:2" p:t="1 &amp; 2"><p:b>&lt;&#65;&#x42;&gt;</p:b><b xmlns="">x<![CDATA[<!DOCTYPE &amp;>]]></b></a>',
    );
    expect(root).toMatchObject({ namespace: "urn:1", name: "a" });
    expect(root.attributes.get("t")).toBe("1 & 2");
    expect(childrenOf(root, "urn:2", "b").map(textOf)).toEqual(["<AB>"]);
    expect(childrenOf(root, "", "b").map(textOf)).toEqual(["x<!DOCTYPE &amp;>"]);
    expect(nameIn(root, "p:thing")).toEqual({ namespace: "urn:2", name: "thing" });
    expect(nameIn(root, "thing")).toEqual({ namespace: "urn:1", name: "thing" });
  });

  it.each(["<a/><b/>", "", "<a b='1' b='2'/>", "<a><b></a>", "<!-- <a/>"])("that is none is refused (%s)", (text) => {
    expect(() => parseXml(text)).toThrow(/^is not/);
  });

  it("comes back as it was written", () => {
    const text = "a <b> & \"c\" ]]> 'd'\r\n\t\u00e9\u{1f697}";
    expect(textOf(parseXml(`<x y="${escapeXml(text)}">${escapeXml(text)}</x>`))).toBe(text);
    expect(escapeXml("a\u0000\u0008\ud800b\ufffe")).toBe("ab");
  });
});
