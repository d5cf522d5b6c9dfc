/** What a service's answers mean: only a result that says yes is success. */
import { afterEach, describe, expect, it } from "vitest";
import { columns, target } from "../../simulators/soap/wsdl-text.ts";
import type { SoapAnswer, SoapOptions } from "../../simulators/soap.ts";
import * as deliveries from "../deliveries.ts";
import { failureOf, soapDestination } from "./destination.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});
const destination = (options: Partial<SoapOptions> = {}, entered: Record<string, unknown> = {}) =>
  soapDestination(endings, options, entered);
const envelope = (content: string, version = "http://schemas.xmlsoap.org/soap/envelope/") =>
  `<s:Envelope xmlns:s="${version}"><s:Body>${content}</s:Body></s:Envelope>`;

describe.each(["1.1", "1.2"] as const)("an answer of SOAP %s", (version) => {
  it.each<[SoapAnswer, string, RegExp]>([
    ["false", "rejected", /did not take the read and gave no reason \(HTTP 200, PostImageResult: false\)/],
    ["0", "rejected", /PostImageResult: 0/],
    ["empty", "rejected", /an empty PostImageResult/],
    ["nil", "rejected", /an empty PostImageResult/],
    ["no-result", "rejected", /an empty PostImageResult/],
    ["nothing", "rejected", /answered with nothing \(HTTP 202\)/],
    ["html", "misconfigured", /a web page \(HTTP 200\): “Sign in”/],
    ["text", "misconfigured", /no SOAP \(HTTP 200\): “OK”/],
    ["client-fault", "rejected", /with a fault \(HTTP 500\): “(Client|Sender): The plate is too long”/],
    ["server-fault", "busy", /with a fault \(HTTP 500\): “(Server|Receiver): The database is away”/],
    ["fault-in-200", "rejected", /with a fault \(HTTP 200\): “(Client|Sender): The plate is too long”/],
  ])("%s is %s", async (answer, kind, message) => {
    const { deliver } = await destination({ answer, form: { versions: [version] } });
    expect(await failureOf(deliver())).toMatchObject({ kind, message: expect.stringMatching(message) });
  });
});

describe("a result", () => {
  it.each([
    ["boolean", "true", true],
    ["boolean", "1", true],
    ["boolean", "0", false],
    ["boolean", "yes", false],
    ["int", "7", true],
    ["int", "-1", true],
    ["int", "0", false],
    ["double", "0.0", false],
    ["string", "stored as 17", true],
    ["string", "0", true],
    ["string", "False", false],
  ])("of the type %s that says %s is success: %s", async (type, text, success) => {
    const { server, deliver } = await destination({ form: { result: type } });
    const content = `<PostImageResponse xmlns="${target}"><PostImageResult>${text}</PostImageResult></PostImageResponse>`;
    server.failingCalls.status(200, {}, envelope(content));
    if (success) expect(await deliver()).toEqual([`HTTP 200 in N ms: PostImageResult: ${text}`]);
    else expect((await failureOf(deliver())).kind).toBe("rejected");
  });

  it("is not asked for where by its WSDL the operation has none", async () => {
    const { deliver } = await destination({ form: { result: "none" }, answer: "void" });
    expect(await deliver()).toEqual(["HTTP 200 in N ms: PostImageResponse"]);
  });

  it("of another operation proves nothing", async () => {
    const { server, deliver } = await destination();
    server.failingCalls.status(200, {}, envelope(`<OtherResponse xmlns="${target}">true</OtherResponse>`));
    expect((await failureOf(deliver())).message).toContain("answered without PostImageResponse");
  });

  it("is not waited for where the operation is one-way", async () => {
    const { server, deliver } = await destination({ answer: "nothing" });
    const wsdl = await (await fetch(server.wsdlUrl)).text();
    server.serve("/service.asmx?wsdl", wsdl.replace('<wsdl:output message="tns:PostImageOut"/>', ""));
    expect(await deliver()).toEqual(["HTTP 202 in N ms: undefined"]);
  });
});

describe("a fault", () => {
  const fault = (code: string, reason = "why") =>
    envelope(`<s:Fault><faultcode>${code}</faultcode><faultstring>${reason}</faultstring></s:Fault>`);

  it.each([
    ["s:Client.Authentication", "rejected"],
    ["s:Server.Busy", "busy"],
    ["app:Overloaded", "busy"],
    ["s:VersionMismatch", "misconfigured"],
    ["s:MustUnderstand", "misconfigured"],
    ["a:ActionNotSupported", "misconfigured"],
    ["wsse:FailedAuthentication", "unauthorized"],
  ])("with the code %s is %s", async (code, kind) => {
    const { server, deliver } = await destination();
    server.failingCalls.status(500, {}, fault(code));
    expect((await failureOf(deliver())).kind).toBe(kind);
  });

  it("of SOAP 1.2 is judged by its subcodes too", async () => {
    const { server, deliver } = await destination();
    const body = `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a="urn:a">a:ActionNotSupported</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">no &lt;such&gt; action</s:Text></s:Reason></s:Fault>`;
    server.failingCalls.status(400, {}, envelope(body, "http://www.w3.org/2003/05/soap-envelope"));
    expect(await failureOf(deliver())).toMatchObject({
      kind: "misconfigured",
      message: expect.stringContaining("“Sender ActionNotSupported: no <such> action”"),
    });
  });

  it("does not stand before refused credentials, nor before a time to wait", async () => {
    const { server, deliver } = await destination();
    server.failingCalls.status(401, {}, fault("s:Client"));
    expect((await failureOf(deliver())).kind).toBe("unauthorized");
    server.failingCalls.status(503, { "retry-after": "60" }, fault("s:Client"));
    expect(await failureOf(deliver())).toMatchObject({ kind: "busy", retryAfterMs: 60_000 });
  });

  it("repeats no service key that the service put into it", async () => {
    const { server, deliver } = await destination();
    server.failingCalls.status(500, {}, fault("s:Client", "key secret&lt;soap&gt;&amp;word is wrong"));
    expect((await failureOf(deliver())).message).toContain("key ••• is wrong");
  });

  it("about a wrong service key fails the read, and so does false", async () => {
    const faulty = await destination({ wrongKey: "fault" }, { serviceKey: "other" });
    expect(await failureOf(faulty.deliver())).toMatchObject({ kind: "busy", message: expect.stringContaining("Access denied") });
    const plain = await destination({ wrongKey: "false" }, { serviceKey: "other" });
    expect(await failureOf(plain.deliver())).toMatchObject({
      kind: "rejected",
      message: expect.stringContaining("user or service key"),
    });
  });
});

describe("a WSDL that is held", () => {
  it("is read once for any number of reads, also when they come at once", async () => {
    const { server, deliver } = await destination();
    await Promise.all(Array.from({ length: 20 }, () => deliver()));
    expect(server.calls).toHaveLength(20);
    expect(server.readings()).toBe(1);
  });

  it("is read again after a fault, and the call made once more where it has changed", async () => {
    const { server, deliver, posts } = await destination();
    await deliver();
    server.change({ action: `${target}v2/PostImage`, columns: [...columns].reverse() });
    await deliver();
    expect(server.readings()).toBe(2);
    expect(posts().map(({ headers }) => headers.soapaction)).toEqual([
      `"${target}PostImage"`,
      `"${target}PostImage"`,
      `"${target}v2/PostImage"`,
    ]);
    expect([...(server.calls[1]?.keys() ?? [])]).toEqual(columns.map(({ name }) => name).reverse());
  });

  it("is not called again where it stayed the same", async () => {
    const { server, deliver, posts } = await destination({ answer: "client-fault" });
    await failureOf(deliver());
    expect(posts()).toHaveLength(1);
    expect(server.readings()).toBe(2);
  });

  it("that lost the operation pauses the destination, and is seen as soon as it is mended", async () => {
    const { server, deliver } = await destination();
    await deliver();
    const wsdl = await (await fetch(server.wsdlUrl)).text();
    server.serve("/service.asmx?wsdl", wsdl.replaceAll("PostImage", "PutPicture"));
    server.change({ action: "gone" });
    expect(await failureOf(deliver())).toMatchObject({
      kind: "misconfigured",
      message: "The WSDL has no operation PostImage. It has: PutPicture. Choose one of these.",
    });
    server.serve("/service.asmx?wsdl", wsdl);
    server.change({ action: `${target}PostImage` });
    await deliver();
  });

  it("that cannot be read again leaves the service's own words standing", async () => {
    const { server, deliver } = await destination();
    await deliver();
    server.failing.status(500, {}, fault500);
    expect((await failureOf(deliver())).message).toContain("The plate is too long");
  });

  it("is read anew after an hour, since a changed order of elements may not be told", async () => {
    const { server, deliver, pass } = await destination();
    await deliver();
    pass(59 * 60_000);
    await deliver();
    expect(server.readings()).toBe(1);
    pass(60_000);
    await deliver();
    expect(server.readings()).toBe(2);
  });

  it("stops being waited for when the delivery is told to stop", async () => {
    const { server, deliver } = await destination();
    server.failing.neverAnswer();
    const abort = new AbortController();
    const arrived = server.arrived();
    const attempt = deliver(deliveries.oneVehicle(), abort.signal);
    await arrived;
    abort.abort(new Error("stopping"));
    await expect(attempt).rejects.toThrow("stopping");
    server.failing.recover();
    await deliver();
  });
});

const fault500 = envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>The plate is too long</faultstring></s:Fault>");
