/**
 * The address to open in the operator's own browser, or null where it must not be opened: only https pages of vendors that the
 * forwarders name, and of the recogniser. Everything else could be a plate, a camera name or an answer of a destination that
 * found its way into a link.
 */
export function externalLink(address: string, vendorUrls: readonly (string | null)[]): string | null {
  const url = parse(address);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "" || url.port !== "") return null;
  const hosts = [
    ...vendorUrls.map((vendor) => parse(vendor ?? "")?.hostname),
    "platerecognizer.com",
    "guides.platerecognizer.com",
  ];
  return hosts.includes(url.hostname) ? url.href : null;
}

function parse(address: string): URL | null {
  return URL.parse(address);
}
