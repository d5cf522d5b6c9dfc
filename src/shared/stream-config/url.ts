import { type ConfigFinding, finding, type ReceiverPlace } from "./finding.ts";

/**
 * Whether a webhook's URL leads to this receiver. here: it does, or is plainly meant to. maybe: this machine at another port, or
 * this port at an address that this machine does not have: meant for us only where no other webhook is. elsewhere: another
 * program's.
 */
export interface UrlJudgement {
  leads: "here" | "maybe" | "elsewhere";
  findings: ConfigFinding[];
  /** What stands there in a corrected file; the same where nothing is wrong. */
  corrected: string;
}

/** The name under which Docker Desktop shows the machine to its containers: the address of this machine, whatever it is. */
const dockerHost = "host.docker.internal";

/** Judges one URL of config.ini. Never throws. */
export function judgeUrl(value: string, line: number, receiver: ReceiverPlace): UrlJudgement {
  const wanted = receiver.urls[0] ?? `http://127.0.0.1:${receiver.port}/`;
  const findings: ConfigFinding[] = [];
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
  const url = parse(hasScheme ? value : `http://${value.replace(/^(https?(?=[:/]))?[:/]+/i, "")}`);
  if (url === null || !/^https?:$/.test(url.protocol))
    return { leads: "maybe", findings: [finding("urlNotUrl", line, { wanted })], corrected: wanted };
  if (!hasScheme) findings.push(finding("urlNoScheme", line, { wanted }));

  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  const samePort = port === receiver.port;
  const loopback = isLoopback(host);
  const known = host === dockerHost || receiver.urls.some((one) => hostOf(one) === host);
  const name = !/^[\d.]+$/.test(host) && !host.includes(":");
  const shown = { host, port: String(port), wanted };

  if (!loopback && !known && !samePort) return { leads: "elsewhere", findings: [], corrected: value };
  const path = url.pathname + url.search;
  // Where the receiver itself listens on loopback only there is no better address to offer.
  if (loopback && !isLoopback(hostOf(wanted))) findings.push(finding("localhost", line, shown));
  if (!loopback && !known && name) findings.push(finding("urlName", line, shown));
  if (!loopback && !known && !name) findings.push(finding("otherAddress", line, shown));
  if (!samePort) findings.push(finding("wrongPort", line, { ...shown, ours: String(receiver.port) }));
  if (url.protocol === "https:" && !receiver.tls) findings.push(finding("httpsWithoutCertificate", line, shown));
  if (url.protocol === "http:" && receiver.tls && hasScheme) findings.push(finding("httpOnTls", line, shown));
  if (path !== "/") findings.push(finding("urlPath", line));

  const wrong = findings.some(({ level }) => level === "error");
  const leads = samePort && (known || loopback || name) ? "here" : "maybe";
  const better = loopback || (!known && !name) ? (parse(wanted)?.hostname ?? host) : url.hostname;
  const corrected = `${receiver.tls ? "https" : "http"}://${better}:${receiver.port}${path}`;
  return { leads, findings, corrected: wrong || leads === "maybe" ? corrected : value };
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function hostOf(url: string): string {
  return (
    parse(url)
      ?.hostname.replace(/^\[|\]$/g, "")
      .toLowerCase() ?? ""
  );
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$/.test(host);
}
