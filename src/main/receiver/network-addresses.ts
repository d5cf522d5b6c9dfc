import type { NetworkInterfaceInfo } from "node:os";

/** What os.networkInterfaces() gives. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Interfaces that lead to machines inside this machine or to a private overlay, not to the cameras' network. */
const virtualNames =
  /docker|^br-|^veth|vethernet|virtual|vmware|vmnet|vbox|hyper-?v|wsl|tailscale|zerotier|wireguard|^wg\d|^utun|^tun\d|^tap\d|openvpn|podman|^cni|flannel|^lxc|^virbr|loopback|bluetooth|awdl|^llw/i;

/** 0 for the most useful: a real network card; then virtual ones, then self-assigned addresses, loopback last. */
function rank(name: string, address: NetworkInterfaceInfo): number {
  if (address.internal) return 3;
  if (address.address.startsWith("169.254.")) return 2;
  return virtualNames.test(name) ? 1 : 0;
}

/**
 * Addresses at which a listener on `host` can be reached, most useful first. A host that is one address is just that.
 * IPv6 only where the listener takes it; link-local IPv6 never, since it is of no use in a URL without a zone.
 */
export function reachableAddresses(host: string, interfaces: Interfaces): string[] {
  if (host !== "0.0.0.0" && host !== "::") return [host];
  const all = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? []).map((address) => ({ ...address, rank: rank(name, address) })),
  );
  const families = host === "::" ? ["IPv4", "IPv6"] : ["IPv4"];
  const useful = all.filter(({ family, address }) => families.includes(family) && !/^fe[89ab]/i.test(address));
  // sort() is stable: within a rank IPv4 comes first, then the order in which the system names its cards.
  useful.sort((a, b) => a.rank - b.rank || families.indexOf(a.family) - families.indexOf(b.family));
  return [...new Set(useful.map(({ address }) => address))];
}

/** A URL of the receiver. */
export function receiverUrl(tls: boolean, address: string, port: number): string {
  return `${tls ? "https" : "http"}://${address.includes(":") ? `[${address}]` : address}:${port}/`;
}
