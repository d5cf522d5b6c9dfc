import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { cardAddresses, type Interfaces, reachableAddresses, receiverUrl } from "../../src/main/receiver/network-addresses.ts";
import { findPortHolder } from "../../src/main/receiver/port-holder.ts";
import { holderWords, listeningInodes, lsofHolder, netstatPid, tasklistName } from "../../src/main/receiver/port-holder-text.ts";

function card(address: string, internal = false) {
  const family = address.includes(":") ? ("IPv6" as const) : ("IPv4" as const);
  const rest = { netmask: "255.255.255.0", mac: "00:00:00:00:00:00", internal, cidr: null };
  return family === "IPv4" ? { address, family, ...rest } : { address, family, scopeid: 0, ...rest };
}

describe("the addresses a recogniser can post to", () => {
  const machine: Interfaces = {
    "Loopback Pseudo-Interface 1": [card("127.0.0.1", true), card("::1", true)],
    "vEthernet (WSL)": [card("172.24.0.1")],
    "VMware Network Adapter VMnet8": [card("192.168.77.1")],
    docker0: [card("172.17.0.1")],
    tailscale0: [card("100.101.102.103")],
    "Ethernet 2": [card("169.254.10.10")],
    Ethernet: [card("fe80::1"), card("2001:db8::20"), card("192.168.1.20")],
    "Wi-Fi": [card("192.168.1.21")],
  };

  it("begin with real network cards, then private overlays, virtual ones, self-assigned ones, and loopback last", () => {
    expect(reachableAddresses("0.0.0.0", machine)).toEqual([
      ...["192.168.1.20", "192.168.1.21"],
      ...["100.101.102.103", "172.24.0.1", "192.168.77.1", "172.17.0.1"],
      "169.254.10.10",
      "127.0.0.1",
    ]);
  });

  it.each([
    ...[
      ["Ethernet", "network"],
      ["Wi-Fi", "network"],
      ["eth0", "network"],
      ["enp3s0", "network"],
      ["en0", "network"],
    ],
    ...[
      ["vEthernet (Default Switch)", "virtual"],
      ["vEthernet (WSL (Hyper-V firewall))", "virtual"],
    ],
    ...[
      ["VirtualBox Host-Only Network", "virtual"],
      ["VMware Network Adapter VMnet1", "virtual"],
      ["docker0", "virtual"],
    ],
    ...[
      ["br-3f2a9c1d", "virtual"],
      ["veth12ab", "virtual"],
      ["virbr0", "virtual"],
      ["Bluetooth Network Connection", "virtual"],
    ],
    ...[
      ["Tailscale", "vpn"],
      ["ZeroTier One [8056c2e21c000001]", "vpn"],
      ["wg0", "vpn"],
      ["tun0", "vpn"],
      ["Site VPN", "vpn"],
    ],
  ])("of the card %s are of the kind %s", (card_, kind) => {
    expect(cardAddresses("0.0.0.0", { [card_]: [card("10.1.2.3")] })).toEqual([{ address: "10.1.2.3", card: card_, kind }]);
  });

  it("are of no network where nobody gave the card an address, or where it is this machine alone", () => {
    const kinds = (host: string) => cardAddresses(host, machine).map(({ kind }) => kind);
    expect(kinds("0.0.0.0").slice(-2)).toEqual(["self-assigned", "loopback"]);
    expect(kinds("127.0.0.1")).toEqual(["loopback"]);
    expect(kinds("localhost")).toEqual(["loopback"]);
    expect(kinds("plates.example")).toEqual(["network"]);
  });

  it("include IPv6 only where the receiver listens on it, and never a link-local one", () => {
    const addresses = reachableAddresses("::", machine);
    expect(addresses.slice(0, 3)).toEqual(["192.168.1.20", "192.168.1.21", "2001:db8::20"]);
    expect(addresses).not.toContain("fe80::1");
  });

  it("are the one address that the receiver was told to listen on", () => {
    expect(reachableAddresses("10.0.0.5", machine)).toEqual(["10.0.0.5"]);
  });

  it("are written with brackets where they are IPv6", () => {
    expect(receiverUrl(true, "2001:db8::20", 8001)).toBe("https://[2001:db8::20]:8001/");
  });
});

describe("who holds a port", () => {
  it("is read from the tables of Linux", () => {
    const table = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      "   0: 00000000:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 48213 1 0 100 0 0 10 0",
      "   1: 0100007F:1F41 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 48299 1 0 20 4 30 10 -1",
      "   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11111 1 0 100 0 0 10 0",
    ].join("\n");
    expect(listeningInodes(table, 8001)).toEqual(["48213"]);
  });

  it("is read from netstat and tasklist of a Windows in any language", () => {
    const netstat = [
      "",
      "Aktive Verbindungen",
      "",
      "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
      "  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN          1044",
      "  TCP    192.168.1.20:8001      192.168.1.30:50122     HERGESTELLT      4711",
      "  TCP    0.0.0.0:8001           0.0.0.0:0              ABHÖREN          812",
      "  TCP    [::]:8002              [::]:0                 ABHÖREN          900",
    ].join("\r\n");
    expect(netstatPid(netstat, 8001)).toBe(812);
    expect(netstatPid(netstat, 8002)).toBe(900);
    expect(netstatPid(netstat, 800)).toBeNull();
    expect(tasklistName('"nginx.exe","812","Services","0","9.120 K"\r\n', 812)).toBe("nginx.exe");
    expect(tasklistName("INFORMATION: Es werden keine Aufgaben ausgeführt.\r\n", 812)).toBeNull();
  });

  it("is read from lsof of macOS", () => {
    expect(lsofHolder("p812\ncnginx\nf6\n")).toEqual({ pid: 812, name: "nginx" });
    expect(lsofHolder("")).toBeNull();
  });

  it("is told as far as it is known", () => {
    expect(holderWords({ pid: 812, name: "nginx" })).toBe("nginx (process 812)");
    expect(holderWords({ pid: 812, name: null })).toBe("the program with process number 812");
    expect(holderWords(null)).toBe("another program");
  });

  it.skipIf(process.platform !== "linux")("is found on this machine", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const holder = await findPortHolder((server.address() as AddressInfo).port);
    server.close();
    expect(holder?.pid).toBe(process.pid);
    expect(holder?.name).toBeTruthy();
  });

  it("is not known on a system that nobody wrote this for", async () => {
    expect(await findPortHolder(1, "aix")).toBeNull();
  });
});
