/**
 * One SOAP service: its WSDL, read once and kept, and the calls of its operation.
 *
 * unread -> reading -> held -> (an hour old, or in doubt) unread. Deliveries that come while it is read wait for the one reading. An
 * answer that a changed service would give (a fault, an address that is gone) puts the held WSDL in doubt: it is read again, and only
 * if it now says something else the call is made once more. A WSDL that cannot be used is not held, so what the service's maker has
 * mended is seen with the next attempt. The hour is there because a service may take a changed order of elements without a word and
 * drop what it does not find in its place.
 */
import { phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError, type ForwarderContext } from "../forwarder.ts";
import type { HttpAnswer } from "../kit/http.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { shownUrl } from "../kit/redact.ts";
import { createSession } from "../kit/session.ts";
import { XmlError } from "../kit/xml.ts";
import { verdictOn } from "./answer.ts";
import { fetchWsdl } from "./documents.ts";
import { type FilledElement, soapRequest } from "./envelope.ts";
import { type Plan, planFor } from "./plan.ts";
import { readContract, type SoapContract } from "./wsdl.ts";

export interface SoapSettings {
  wsdlUrl: string;
  endpoint: string;
  operation: string;
  elements: Readonly<Record<string, string>>;
}

/** Everything that is needed for a call. */
export interface Callable {
  contract: SoapContract;
  plan: Plan;
  url: string;
  /** Where the WSDL says the service is, when that is not what is called. */
  toldAddress: string | null;
  /** How many documents the WSDL consists of. */
  documents: number;
}

export interface SoapService {
  /** Reads the WSDL afresh. Throws DeliveryError. */
  reread(signal: AbortSignal): Promise<Callable>;
  /**
   * `fill` is asked for the elements of the plan it gets; a second time where the WSDL turned out to have changed. Throws DeliveryError.
   */
  call(fill: (plan: Plan) => Promise<FilledElement[]>, signal: AbortSignal): Promise<{ answer: HttpAnswer; said: string }>;
}

interface ServiceDeps {
  settings: SoapSettings;
  http: ForwarderContext<unknown>["http"];
  redact(text: string): string;
  now(): number;
}

const heldMs = 60 * 60_000;
const maxAnswerBytes = 1024 * 1024;

export function createSoapService({ settings, http, redact, now }: ServiceDeps): SoapService {
  let last: Callable | null = null;
  const held = createSession<Callable>({
    async login(signal) {
      last = await read(signal);
      return { token: last, expiresAt: now() + heldMs };
    },
    now,
  });

  async function read(signal: AbortSignal): Promise<Callable> {
    const documents = await fetchWsdl(settings.wsdlUrl, { http, signal, redact, now });
    try {
      const contract = readContract(documents, settings.operation);
      const plan = planFor(contract, settings.elements);
      return { contract, plan, ...addressOf(settings, contract.address), documents: documents.count };
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      throw new DeliveryError("misconfigured", phrase("wsdl.notUnderstood", { problem: error.message }));
    }
  }

  function reread(signal: AbortSignal): Promise<Callable> {
    if (last) held.invalidate(last);
    return held.get(signal);
  }

  async function once(callable: Callable, fill: (plan: Plan) => Promise<FilledElement[]>, signal: AbortSignal) {
    const { contract, plan, url } = callable;
    const { headers, body } = soapRequest(contract, await fill(plan));
    signal.throwIfAborted();
    const answer = await http.request({ method: "POST", url, headers, body, signal, maxAnswerBytes });
    const verdict = verdictOn(answer, contract, { what: hostAndPort(new URL(url)), redact, now });
    if (answer.status === 404 && "failure" in verdict && callable.toldAddress !== null)
      return { answer, verdict: { failure: notWhereTold(callable, callable.toldAddress), outdated: true } };
    return { answer, verdict };
  }

  return {
    reread,
    async call(fill, signal) {
      const before = await held.get(signal);
      let { answer, verdict } = await once(before, fill, signal);
      if ("failure" in verdict && verdict.outdated) {
        held.invalidate(before);
        const { failure } = verdict;
        const fresh = await held.get(signal).catch((error: unknown) => {
          signal.throwIfAborted();
          // What the service itself said tells more than that its WSDL is away too, but not more than that it became unusable.
          throw error instanceof DeliveryError && error.kind === "misconfigured" ? error : failure;
        });
        if (JSON.stringify(fresh) === JSON.stringify(before)) throw failure;
        ({ answer, verdict } = await once(fresh, fill, signal));
      }
      if ("failure" in verdict) throw verdict.failure;
      return { answer, said: verdict.said };
    },
  };
}

/**
 * What the operator entered comes first. What the WSDL says is called as long as it is on the WSDL's own server: services often name
 * themselves by a name that only their own network knows, or with http behind a proxy that ends TLS, and user and service key must not
 * go to wherever a document says. Then the same path on the WSDL's server is called.
 */
export function addressOf(
  { wsdlUrl, endpoint }: Pick<SoapSettings, "wsdlUrl" | "endpoint">,
  told: string,
): { url: string; toldAddress: string | null } {
  if (endpoint !== "") return { url: endpoint, toldAddress: null };
  const wsdl = new URL(wsdlUrl);
  const address = told !== "" && URL.canParse(told, wsdlUrl) ? new URL(told, wsdlUrl) : null;
  if (!address || !/^https?:$/.test(address.protocol)) throw new DeliveryError("misconfigured", phrase("soap.noAddress"));
  const path = `${address.pathname}${address.search}`;
  const unencrypted = wsdl.protocol === "https:" && address.protocol === "http:";
  if (address.hostname !== wsdl.hostname || unencrypted)
    return { url: new URL(path, wsdl.origin).href, toldAddress: shownUrl(address.href) };
  return { url: new URL(path, address.origin).href, toldAddress: null };
}

function notWhereTold({ url }: Callable, told: string): DeliveryError {
  return new DeliveryError("misconfigured", phrase("soap.notWhereTold", { told, url: shownUrl(url) }));
}
