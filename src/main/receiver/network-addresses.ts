import type { NetworkInterfaceInfo } from "node:os";
import type { AddressKind } from "../../shared/doctor.ts";

/** What os.networkInterfaces() gives. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Cards that lead into a private overlay: a camera server has to be in it too. */
const overlayNames = /tailscale|zerotier|wireguard|^wg\d|^utun|^tun\d|^tap\d|openvpn|nordlynx|\bvpn\b|hamachi/i;

/** Cards that lead to machines inside this machine, not to the cameras' network. */
const virtualNames =
  /docker|^br-|^veth|vethernet|virtual|vmware|vmnet|vbox|hyper-?v|wsl|podman|^cni|flannel|^lxc|^virbr|loopback|bluetooth|awdl|^llw/i;

/** The most useful first: a real network card. */
const order: readonly AddressKind[] = ["network", "vpn", "virtual", "self-assigned", "loopback"];

function kindOf(name: string, { address, internal }: NetworkInterfaceInfo): AddressKind {
  if (internal) return "loopback";
  if (address.startsWith("169.254.")) return "self-assigned";
  return overlayNames.test(name) ? "vpn" : virtualNames.test(name) ? "virtual" : "network";
}

/**
 * Addresses at which a listener on `host` can be reached, most useful first, with the card that has them. A host that is one
 * address is just that. IPv6 only where the listener takes it; link-local IPv6 never, since it is of no use in a URL without a zone.
 */
export function cardAddresses(host: string, interfaces: Interfaces): { address: string; card: string; kind: AddressKind }[] {
  const all = Object.entries(interfaces).flatMap(([card, addresses]) =>
    (addresses ?? []).map((one) => ({ address: one.address, family: one.family, card, kind: kindOf(card, one) })),
  );
  if (host !== "0.0.0.0" && host !== "::") {
    const known = all.find(({ address }) => address === host);
    const kind = known?.kind ?? (/^(localhost|127(\.\d+){3}|::1)$/.test(host) ? "loopback" : "network");
    return [{ address: host, card: known?.card ?? "", kind }];
  }
  const families = host === "::" ? ["IPv4", "IPv6"] : ["IPv4"];
  const useful = all.filter(({ family, address }) => families.includes(family) && !/^fe[89ab]/i.test(address));
  // sort() is stable: within a kind IPv4 comes first, then the order in which the system names its cards.
  useful.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || families.indexOf(a.family) - families.indexOf(b.family));
  const seen = new Set<string>();
  return useful
    .filter(({ address }) => !seen.has(address) && seen.add(address))
    .map(({ address, card, kind }) => ({ address, card, kind }));
}

/** The same addresses alone. */
export function reachableAddresses(host: string, interfaces: Interfaces): string[] {
  return cardAddresses(host, interfaces).map(({ address }) => address);
}

/** A URL of the receiver. */
export function receiverUrl(tls: boolean, address: string, port: number): string {
  return `${tls ? "https" : "http"}://${address.includes(":") ? `[${address}]` : address}:${port}/`;
}
