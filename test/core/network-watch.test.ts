import type { NetworkInterfaceInfo } from "node:os";
import { expect, it } from "vitest";
import { watchForNetwork } from "../../src/main/core/network-watch.ts";
import { handClock } from "../desktop/hand-clock.ts";

const card = (address: string, internal = false) =>
  ({ address, internal, netmask: "", mac: "", cidr: null, family: "IPv4" }) as NetworkInterfaceInfo;

it("addresses that come, go or change are told, once each; those that nobody posts to are not, and neither is their order", () => {
  const { clock, pass } = handClock();
  let cards: Record<string, NetworkInterfaceInfo[]> = { lo: [card("127.0.0.1", true)], eth: [card("192.168.1.20")] };
  let changes = 0;
  const undo = watchForNetwork(
    clock,
    () => {
      changes += 1;
    },
    () => cards,
  );
  const after = (next: typeof cards) => {
    cards = next;
    pass(60_000);
    return changes;
  };
  expect(after(cards)).toBe(0);
  expect(after({ ...cards, vpn: [card("10.8.0.2")] })).toBe(1);
  expect(after({ vpn: [card("10.8.0.2")], eth: [card("192.168.1.20")] })).toBe(1);
  expect(after({ ...cards, veth: [card("fe80::1"), card("169.254.7.7")] })).toBe(1);
  expect(after({ vpn: [card("10.8.0.2")], eth: [card("192.168.1.77")] })).toBe(2);
  expect(after({ lo: [card("127.0.0.1", true)] })).toBe(3);
  undo();
  expect(after({ eth: [card("192.168.1.20")] })).toBe(3);
});
