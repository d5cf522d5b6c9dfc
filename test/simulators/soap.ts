/**
 * A SOAP service with PostImage, as .NET's .asmx makes them. Refuses what .NET would refuse or silently drop (soap/judge.ts). What a
 * service may do differently (soap/wsdl-text.ts) and what it may answer can be chosen, also while it runs.
 */
import type { Failing } from "../forwarders/conformance.ts";
import { defineSimulator, onOff, onStrictServer } from "./simulator.ts";
import { judgedCall, SoapRefusal } from "./soap/judge.ts";
import { columns, type ServiceForm, target, usualForm, wsdlDocuments } from "./soap/wsdl-text.ts";
import { type SimulatedAnswer, type StrictServer, type StrictServerOptions, startStrictServer } from "./strict-server.ts";

/** What it answers to a call that is right. */
export type SoapAnswer =
  | "true"
  | "false"
  | "0"
  | "empty"
  | "nil"
  | "no-result"
  | "void"
  | "nothing"
  | "html"
  | "text"
  | "client-fault"
  | "server-fault"
  | "fault-in-200";

export interface SoapOptions {
  user: string;
  serviceKey: string;
  form?: Partial<ServiceForm>;
  answer?: SoapAnswer;
  /** How a wrong service key is answered. */
  wrongKey?: "false" | "fault";
  /** Where the WSDL says that the service is; the place where it is where left out. */
  told?: string;
}

export interface SoapSimulator extends StrictServer {
  wsdlUrl: string;
  serviceUrl: string;
  /** What was taken, element by element. */
  calls: Map<string, string | null>[];
  /** How often the WSDL itself was asked for. */
  readings(): number;
  /** Changes the service, and its WSDL with it. */
  change(form: Partial<ServiceForm>): void;
  answerWith(answer: SoapAnswer): void;
  /** Serves another text under the path and query, such as "/service.asmx?wsdl". */
  serve(address: string, text: string): void;
  /** Fails calls alone; the WSDL can still be read. */
  failingCalls: Failing;
}

const path = "/service.asmx";

export async function startSoap(
  { user, serviceKey, form: chosen = {}, answer: first = "true", wrongKey = "false", told }: SoapOptions,
  options: StrictServerOptions = {},
): Promise<SoapSimulator> {
  let form: ServiceForm = { ...usualForm, ...chosen };
  let answer = first;
  let sparesWsdl = false;
  const calls: SoapSimulator["calls"] = [];
  const served = new Map<string, string>();
  const xml = { "content-type": "text/xml; charset=utf-8" };

  const server: StrictServer = await startStrictServer(
    (request) => {
      const { method, url } = request;
      const own = served.get(`${url.pathname}${url.search}`);
      if (own !== undefined) return { headers: xml, body: own };
      if (url.pathname !== path)
        return { status: 404, body: "<html><title>404</title></html>", refused: `no such path ${url.pathname}` };
      if (method === "GET") {
        const document = wsdlDocuments(form, told ?? `${server.origin}${path}`).get(url.search.slice(1).toLowerCase());
        if (document === undefined)
          return { headers: { "content-type": "text/html" }, body: "<!DOCTYPE html><title>ImageService</title>" };
        return { headers: xml, body: document };
      }
      if (method !== "POST") return { status: 405, refused: method };
      try {
        const { version, values } = judgedCall(request, form);
        if (values.get("user") !== user || values.get("password") !== serviceKey) {
          const refused = "wrong user or service key";
          return {
            ...(wrongKey === "fault" ? fault("soap:Server", "Access denied", version) : result("false", version)),
            refused,
          };
        }
        if (answer === "true") calls.push(values);
        return answered(answer, version);
      } catch (error) {
        if (!(error instanceof SoapRefusal)) throw error;
        return {
          ...fault("soap:Client", error.message, form.versions[0] ?? "1.1"),
          status: error.status,
          refused: error.message,
        };
      }
    },
    { ...options, spares: ({ method }) => sparesWsdl && method === "GET" },
  );

  function answered(kind: SoapAnswer, version: "1.1" | "1.2"): SimulatedAnswer {
    switch (kind) {
      case "nothing":
        return { status: 202 };
      case "html":
        return { headers: { "content-type": "text/html" }, body: "<!DOCTYPE html><title>Sign in</title>" };
      case "text":
        return { body: "OK" };
      case "client-fault":
        return fault("soap:Client", "The plate is too long", version);
      case "server-fault":
        return fault("soap:Server", "The database is away", version);
      case "fault-in-200":
        return { ...fault("soap:Client", "The plate is too long", version), status: 200 };
      case "true":
        // A whole number says yes in its own way.
        return result(form.result === "int" ? "1" : kind, version);
      default:
        return result(kind, version);
    }
  }

  return {
    ...server,
    wsdlUrl: `${server.origin}${path}?wsdl`,
    serviceUrl: `${server.origin}${path}`,
    calls,
    readings: () => server.requests.filter(({ method, url }) => method === "GET" && url.search === "?wsdl").length,
    change: (next) => {
      form = { ...form, ...next };
    },
    answerWith: (next) => {
      answer = next;
    },
    serve: (address, text) => void served.set(address, text),
    failing: failingWith(server.failing, () => (sparesWsdl = false)),
    failingCalls: failingWith(server.failing, () => (sparesWsdl = true)),
  };
}

/** The same ways to fail, after saying whether the WSDL is concerned. */
function failingWith(failing: Failing, before: () => void): Failing {
  const first =
    <Given extends unknown[]>(then: (...given: Given) => void) =>
    (...given: Given) => {
      before();
      then(...given);
    };
  return {
    status: first(failing.status),
    neverAnswer: first(failing.neverAnswer),
    reset: first(failing.reset),
    resetMidBody: first(failing.resetMidBody),
    recover: first(failing.recover),
  };
}

const versions = {
  "1.1": { namespace: "http://schemas.xmlsoap.org/soap/envelope/", type: "text/xml; charset=utf-8" },
  "1.2": { namespace: "http://www.w3.org/2003/05/soap-envelope", type: "application/soap+xml; charset=utf-8" },
};

function envelope(content: string, version: "1.1" | "1.2"): SimulatedAnswer {
  const { namespace, type } = versions[version];
  const body = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${namespace}"><soap:Body>${content}</soap:Body></soap:Envelope>`;
  return { headers: { "content-type": type }, body };
}

function result(kind: string, version: "1.1" | "1.2"): SimulatedAnswer {
  const inside: Record<string, string> = {
    empty: "<PostImageResult/>",
    nil: '<PostImageResult xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>',
    "no-result": "",
    void: "",
  };
  return envelope(
    `<PostImageResponse xmlns="${target}">${inside[kind] ?? `<PostImageResult>${kind}</PostImageResult>`}</PostImageResponse>`,
    version,
  );
}

function fault(code: string, reason: string, version: "1.1" | "1.2"): SimulatedAnswer {
  const modern = code === "soap:Client" ? "soap:Sender" : "soap:Receiver";
  const told =
    version === "1.1"
      ? `<faultcode>${code}</faultcode><faultstring>${reason}</faultstring><detail/>`
      : `<soap:Code><soap:Value>${modern}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${reason}</soap:Text></soap:Reason>`;
  return { ...envelope(`<soap:Fault>${told}</soap:Fault>`, version), status: 500 };
}

const withDate = (type: string) => columns.map((column) => (column.name === "date" ? { ...column, type } : column));

/** Those that differ for one who looks on; the tests play all. */
const answersByHand: readonly SoapAnswer[] = ["true", "false", "empty", "html", "client-fault", "server-fault"];

/** To be run by hand. */
export const soap = defineSimulator({
  type: "soap",
  summary: "a SOAP service with the operation PostImage",
  switches: {
    user: { says: "the user it knows", initial: "lpr" },
    "service-key": { says: "that user's key", initial: "made-up-service-key" },
    "wrong-key": { says: "how a wrong key is answered", initial: "false", values: ["false", "fault"] },
    version: { says: "the versions of SOAP that it speaks", initial: "both", values: ["both", "1.1", "1.2"] },
    form: { says: "elementFormDefault of its schema", initial: "qualified", values: ["qualified", "unqualified"] },
    style: { says: "the style of its messages", initial: "document", values: ["document", "rpc"] },
    parts: { says: "what its WSDL leaves to further documents", initial: "none", values: ["none", "schema", "wsdl"] },
    date: { says: "the type of the date", initial: "string", values: ["string", "dateTime"] },
    result: { says: "the type of the result", initial: "boolean", values: ["boolean", "int", "string", "none"] },
    answer: { says: "what it answers", initial: "true", values: answersByHand },
    changes: { says: "whether its WSDL is another one after the first call", initial: "off", values: onOff },
  },
  async start({ port, tls, switches }) {
    const { version } = switches;
    const answer = answersByHand.find((one) => one === switches.answer) ?? "true";
    const server = await startSoap(
      {
        user: switches.user,
        serviceKey: switches["service-key"],
        wrongKey: switches["wrong-key"] === "fault" ? "fault" : "false",
        answer,
        form: {
          versions: version === "1.1" || version === "1.2" ? [version] : ["1.1", "1.2"],
          elementFormDefault: switches.form === "unqualified" ? "unqualified" : "qualified",
          style: switches.style === "rpc" ? "rpc" : "document",
          parts: switches.parts === "schema" || switches.parts === "wsdl" ? switches.parts : "none",
          columns: withDate(switches.date),
          result: switches.result,
        },
      },
      { port, ...(tls ? { tls } : {}) },
    );
    if (switches.changes === "on")
      server.onRequest(({ method }) => {
        if (method === "POST") server.change({ action: `${target}v2/PostImage`, columns: withDate(switches.date).reverse() });
      });
    const settings = { wsdlUrl: server.wsdlUrl, user: switches.user, serviceKey: switches["service-key"] };
    return onStrictServer(server, {
      ...{ url: server.wsdlUrl, settings },
      taken: ({ text }) => /<(?:\w+:)?plate>([^<]*)</.exec(text)?.[1] ?? "the WSDL",
    });
  },
});
