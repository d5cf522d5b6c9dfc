/**
 * Keeps foreign web pages out of the headless console. A page in the operator's browser can reach loopback: by making its own
 * name resolve to 127.0.0.1 (DNS rebinding), or by simply sending requests there (CSRF). The first shows in Host, the second in
 * Origin and Sec-Fetch-Site; a page cannot forge these.
 */
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

const wildcards = new Set(["0.0.0.0", "::"]);

/** The exact values of Host that are ours: loopback, where we were told to listen, and the configured names. */
export function ownHosts(options: { host: string; port: number; extraHosts: readonly string[] }): Set<string> {
  const { host, port, extraHosts } = options;
  const names = ["127.0.0.1", "localhost", "[::1]"];
  if (wildcards.has(host)) {
    // Every address of this machine: a Host that is an address cannot have been rebound by name.
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
    names.push(hostname(), ...addresses.map(inUrl));
  } else names.push(inUrl(host));
  const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  // A configured name may carry another port: that of a proxy or tunnel in front.
  for (const extra of extraHosts) hosts.push(extra, ...(/:\d+$/.test(extra) ? [] : [`${extra}:${port}`]));
  return new Set(hosts.map((name) => name.toLowerCase()));
}

/** An address as it stands in a URL. */
export const inUrl = (host: string) => (isIP(host) === 6 ? `[${host}]` : host);

/** Why this request must not be answered, or null. `guarded`: it may change or read what is protected. */
export function foreignReason(request: {
  headers: IncomingHttpHeaders;
  method: string;
  hosts: ReadonlySet<string>;
  guarded: boolean;
}): "host" | "origin" | null {
  const { headers, method, hosts, guarded } = request;
  const host = headers.host?.toLowerCase();
  if (host === undefined || !hosts.has(host)) return "host";
  const safe = method === "GET" || method === "HEAD";
  if (safe && !guarded) return null;

  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return "origin";
  // "none" is the operator's own doing (address bar); a page of ours is same-origin. Programs other than browsers send nothing.
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && !(site === "none" && safe)) return "origin";
  // Browsers always name the origin of a POST. A cookie without one is no page of ours.
  if (!safe && origin === undefined && headers.cookie !== undefined) return "origin";
  return null;
}
