/**
 * Which addresses a destination may have. The local network and this machine are what the product is for. Link-local addresses
 * and the metadata services of clouds are not: whoever could enter a URL there would read the machine's own credentials.
 */
import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";

const refused = new BlockList();
refused.addSubnet("169.254.0.0", 16, "ipv4");
refused.addSubnet("fe80::", 10, "ipv6");
refused.addAddress("fd00:ec2::254", "ipv6");
refused.addAddress("100.100.100.200", "ipv4");
// The same link-local addresses as a NAT64 gateway would spell them. (IPv4 in ::ffff: form is covered by BlockList itself.)
refused.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");

const refusedNames = new Set(["metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"]);

/** Parses a URL and refuses what no destination can have. Throws DeliveryError("misconfigured"). */
export function checkedUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new DeliveryError("misconfigured", phrase("connection.incompleteUrl"));
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new DeliveryError("misconfigured", phrase("connection.otherProtocol", { protocol: url.protocol }));
  }
  if (isRefusedHost(url)) throw unreachableByDesign(url.hostname);
  return url;
}

/** True for a link-local address or a cloud's metadata service, by address or by name. */
export function isRefusedHost({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return refusedNames.has(host.toLowerCase()) || isRefusedAddress(host);
}

/** True for a literal address that is link-local or a cloud's metadata service; false for names. */
export function isRefusedAddress(host: string): boolean {
  const bare = host.replace(/%.*$/, "");
  const family = isIP(bare);
  return family !== 0 && refused.check(bare, family === 6 ? "ipv6" : "ipv4");
}

/**
 * The system's name resolution without the refused addresses, so that no name leads there. A name that has others beside them
 * (a device announcing its link-local address too) keeps working.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] = error ? [] : found;
    const allowed = addresses.filter(({ address }) => !isRefusedAddress(address));
    const [first] = allowed;
    if (error) callback(error, "", 0);
    else if (!first) callback(unreachableByDesign(hostname), "", 0);
    else if (options.all) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};

function unreachableByDesign(host: string): DeliveryError {
  return new DeliveryError("misconfigured", phrase("connection.neverSentThere", { host }));
}
