/** What goes out to a SOAP service, letter by letter, and how it follows the service's WSDL. */
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import { soap } from "../../src/main/forwarders/soap.ts";
import { columns, target } from "../simulators/soap/wsdl-text.ts";
import * as deliveries from "./deliveries.ts";
import { account, failureOf, sampleWith, soapDestination } from "./soap/destination.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});
const destination = (...given: Parameters<typeof soapDestination> extends [unknown, ...infer Rest] ? Rest : never) =>
  soapDestination(endings, ...given);

const picture = deliveries.sceneJpeg.toString("base64");
const withType = (name: string, type: string, required = false) =>
  columns.map((column) => (column.name === name ? { name, type, required } : column));
const typed = (part: Record<string, unknown>) => ({ form: part });

describe("the request", () => {
  it("is in SOAP 1.1 exactly this: text/xml, a quoted SOAPAction, children in the order of the schema and in its namespace", async () => {
    const { server, deliver, posts } = await destination();
    expect(await deliver()).toEqual(["HTTP 200 in N ms: PostImageResult: true"]);
    const [post] = posts();
    expect(post?.url.pathname).toBe("/service.asmx");
    expect(post?.headers).toMatchObject({
      "content-type": "text/xml; charset=utf-8",
      soapaction: '"http://tempuri.org/PostImage"',
    });
    expect(post?.text).toBe(
      `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns0:PostImage xmlns:ns0="http://tempuri.org/"><ns0:user>lpr</ns0:user><ns0:password>secret&lt;soap&gt;&amp;word</ns0:password><ns0:date>11/18/2026 12:26:40</ns0:date><ns0:plate>abc1234</ns0:plate><ns0:score>0.91</ns0:score><ns0:image>${picture}</ns0:image></ns0:PostImage></soap:Body></soap:Envelope>`,
    );
    expect(server.refusals()).toEqual([]);
  });

  it("is in SOAP 1.2 the same in that version's envelope, with the action in the media type and no SOAPAction", async () => {
    const { deliver, posts } = await destination(typed({ versions: ["1.2"] }));
    await deliver();
    const [post] = posts();
    expect(post?.headers["content-type"]).toBe('application/soap+xml; charset=utf-8; action="http://tempuri.org/PostImage"');
    expect(post?.headers).not.toHaveProperty("soapaction");
    expect(post?.text).toBe(
      `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><ns0:PostImage xmlns:ns0="http://tempuri.org/"><ns0:user>lpr</ns0:user><ns0:password>secret&lt;soap&gt;&amp;word</ns0:password><ns0:date>11/18/2026 12:26:40</ns0:date><ns0:plate>abc1234</ns0:plate><ns0:score>0.91</ns0:score><ns0:image>${picture}</ns0:image></ns0:PostImage></soap:Body></soap:Envelope>`,
    );
  });

  it("has children without a namespace where the schema is unqualified", async () => {
    const { deliver, posts } = await destination(typed({ elementFormDefault: "unqualified" }));
    await deliver();
    expect(posts()[0]?.text).toContain('<ns0:PostImage xmlns:ns0="http://tempuri.org/"><user>lpr</user>');
  });

  it("follows the schema's order and spelling, whatever they are", async () => {
    const own = ["image", "Score", "PLATE", "date", "Password", "User"].map((name) => ({
      name,
      type: columns.find((column) => column.name === name.toLowerCase())?.type ?? "",
    }));
    const { deliver, posts } = await destination(typed({ columns: own }));
    // The simulator finds no "user" and refuses the call; its form is right all the same.
    expect((await failureOf(deliver())).message).toContain("PostImageResult: false");
    expect(posts()[0]?.text.match(/<ns0:\w+>/g)).toEqual(own.map(({ name }) => `<ns0:${name}>`));
  });

  it("is sent once per vehicle, with each one's plate", async () => {
    const { server, deliver } = await destination();
    expect(await deliver(deliveries.twoVehicles())).toHaveLength(2);
    expect(server.calls.map((call) => call.get("plate"))).toEqual(["abc1234", "xyz987"]);
    expect(server.readings()).toBe(1);
  });

  it("carries no character that XML cannot hold, and every other one", async () => {
    const { server, deliver } = await destination();
    await deliver(sampleWith({ plate: 'a\u0000b\ud800<"&\u00e4\u{1f697}' }));
    expect(server.calls[0]?.get("plate")).toBe('ab<"&\u00e4\u{1f697}');
  });
});

describe("the elements", () => {
  it.each([
    ["string", "2026-01-02 03:04:05.123456+05:30", "1/2/2026 03:04:05"],
    ["dateTime", "2026-01-02 03:04:05.123456+05:30", "2026-01-02T03:04:05+05:30"],
    ["dateTime", "2026-01-02T03:04:05+0530", "2026-01-02T03:04:05+05:30"],
    ["dateTime", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"],
    ["date", "2026-01-02 03:04:05+05:30", "2026-01-02"],
    ["time", "2026-01-02 03:04:05+05:30", "03:04:05"],
  ])("tell the camera's own time as %s: %s is %s", async (type, capturedAtLocal, expected) => {
    const { server, deliver } = await destination(typed({ columns: withType("date", type) }));
    await deliver(sampleWith({ capturedAtLocal }));
    expect(server.calls[0]?.get("date")).toBe(expected);
  });

  it("tell this machine's time where the recogniser told none", async () => {
    const { server, deliver } = await destination(typed({ columns: withType("date", "dateTime") }));
    await deliver(sampleWith({ capturedAtLocal: null }));
    expect(Date.parse(server.calls[0]?.get("date") ?? "")).toBe(1_795_000_000_000);
  });

  it("hold the score as the type wants it, and leave it out where there is none and none is needed", async () => {
    const whole = await destination(typed({ columns: withType("score", "int", true) }));
    await whole.deliver();
    expect(whole.server.calls[0]?.get("score")).toBe("91");
    const optional = await destination(typed({ columns: withType("score", "double") }));
    await optional.deliver(sampleWith({ score: null }));
    expect([...(optional.server.calls[0]?.keys() ?? [])]).toEqual(["user", "password", "date", "plate", "image"]);
    const needed = await destination();
    expect(await failureOf(needed.deliver(sampleWith({ score: null })))).toMatchObject({
      kind: "nothing-to-send",
      message: "The service needs score, and this read has none.",
    });
  });

  it("that are optional and unknown are left out; required ones are named, and can be given a text", async () => {
    const optional = await destination(typed({ columns: [...columns, { name: "lane", type: "string" }] }));
    await optional.deliver();
    expect(optional.server.calls[0]?.has("lane")).toBe(false);
    expect(await optional.check()).toContain("It may also get lane; that is left out.");

    const form = {
      columns: [{ name: "lane", type: "string", required: true }, ...columns, { name: "site", type: "int", required: true }],
    };
    const needed = await destination({ form });
    const told = {
      kind: "misconfigured",
      message:
        "The operation PostImage asks for lane, site, which Plate Courier does not know. Say under Further elements what they get.",
    };
    expect(await failureOf(needed.check())).toMatchObject(told);
    expect(await failureOf(needed.deliver())).toMatchObject(told);
    expect(needed.posts()).toEqual([]);
    const elements = { Lane: "{{ camera }}/{{ sourceCamera }}", site: "7", plate: "{{ plate | upcase }}" };
    const filled = await destination({ form }, { elements });
    await filled.deliver();
    expect(Object.fromEntries(filled.server.calls[0] ?? [])).toMatchObject({
      lane: "gate-1/gate-1",
      site: "7",
      plate: "ABC1234",
    });
  });

  it("named in the settings must be there, and one must hold the plate", async () => {
    const stray = await destination({}, { elements: { lanes: "1" } });
    expect((await failureOf(stray.check())).message).toBe(
      "The operation PostImage has no element lanes, named under Further elements. It has: user, password, date, plate, score, image.",
    );
    const form = { columns: columns.map((column) => (column.name === "plate" ? { name: "vrm", type: "string" } : column)) };
    expect((await failureOf((await destination({ form })).check())).message).toContain(
      "has no element for the plate. It has: user,",
    );
    const named = await destination({ form }, { elements: { vrm: "{{ plate }}" } });
    await named.deliver();
    expect(named.server.calls[0]?.get("vrm")).toBe("abc1234");
  });
});

describe("the picture", () => {
  it("is made smaller where it is larger than the limit, and stays as it came where it is not", async () => {
    const { server, deliver } = await destination({}, { imageLimitKb: 20 });
    await deliver();
    const sent = Buffer.from(server.calls[0]?.get("image") ?? "", "base64");
    expect(deliveries.sceneJpeg.length).toBeGreaterThan(20 * 1024);
    expect(sent.length).toBeLessThanOrEqual(20 * 1024);
    expect((await sharp(sent).metadata()).format).toBe("jpeg");
  });

  it("that is missing, or cannot be read though it must be, leaves nothing to send", async () => {
    const { deliver, posts } = await destination({}, { imageLimitKb: 10 });
    expect((await failureOf(deliver(deliveries.noImage()))).message).toContain("came without a picture");
    expect((await failureOf(deliver(deliveries.brokenImage()))).message).toContain("The picture cannot be read");
    expect(posts()).toEqual([]);
    expect(soap.needs?.(soap.settings.parse({ wsdlUrl: "https://host/x?wsdl" }))).toEqual(["scene"]);
  });
});

describe("the test", () => {
  it("tells operation, address, version and elements, and sends nothing", async () => {
    const { server, check, posts } = await destination(typed({ parts: "wsdl" }));
    expect(await check()).toBe(
      `Read the WSDL (4 documents): PostImage of ImageService is called at ${server.serviceUrl} with SOAP 1.1, and gets user, password, date, plate, score, image. Nothing was sent, so user and service key are only tried by the first plate.`,
    );
    expect(posts()).toEqual([]);
  });

  it("reads the WSDL each time, so that it shows what has been changed", async () => {
    const { server, check } = await destination();
    await check();
    server.change({ versions: ["1.2"], action: `${target}Other` });
    expect(await check()).toContain("SOAP 1.2");
    expect(server.readings()).toBe(2);
  });
});

describe("the settings", () => {
  const problem = (part: Record<string, unknown>) =>
    soap.settings.safeParse({ wsdlUrl: "https://host/service.asmx?wsdl", ...part }).error?.issues[0]?.message;

  it("are refused in words where they cannot be meant", () => {
    expect(problem({ wsdlUrl: "service.asmx?wsdl" })).toContain("no complete URL");
    expect(problem({ endpoint: "http://169.254.169.254/" })).toContain("link-local");
    expect(problem({ operation: " " })).toBe("Enter the operation's name.");
    expect(problem({ elements: { lane: "{{ plate" } })).toMatch(/does not parse: line 1, column/);
    expect(problem({ imageLimitKb: 5 })).toBeDefined();
    expect(problem({})).toBeUndefined();
  });

  it("keep the service key secret, and nothing else", () => {
    const secret = Object.entries(soap.settings.shape).filter(([, field]) => field.meta()?.secret === true);
    expect(secret.map(([key]) => key)).toEqual(["serviceKey"]);
    expect(soap.settings.parse({ wsdlUrl: "https://host/x?wsdl", ...account })).toMatchObject({
      operation: "PostImage",
      endpoint: "",
      imageLimitKb: 2500,
    });
  });
});
