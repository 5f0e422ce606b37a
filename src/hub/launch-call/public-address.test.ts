import { describe, expect, test } from "bun:test";
import { ADDRESS_RANGES } from "./address-ranges.ts";
import { isPublicAddress } from "./public-address.ts";

/** Worked out by hand, not from the table: first and last of each range, and the neighbours outside. */
const IPV4: [first: string, last: string, before: string | null, after: string | null][] = [
  ["0.0.0.0", "0.255.255.255", null, "1.0.0.0"],
  ["10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"],
  ["100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"],
  ["127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"],
  ["168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"],
  ["169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"],
  ["172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"],
  ["192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"],
  ["192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"],
  ["192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"],
  ["192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"],
  ["192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"],
  ["192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"],
  ["192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"],
  ["198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"],
  ["198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"],
  ["203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"],
  ["224.0.0.0", "239.255.255.255", "223.255.255.255", null],
  ["240.0.0.0", "255.255.255.255", null, null],
];

const IPV6: typeof IPV4 = [
  ["::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2000::"],
  ["2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff::1", "2001:200::"],
  ["2001:db8::", "2001:db8:ffff::1", "2001:db7:ffff::1", "2001:db9::"],
  ["2002::", "2002:ffff:ffff::1", "2001:ffff::1", "2003::"],
  ["2620:4f:8000::", "2620:4f:8000:ffff::1", "2620:4f:7fff::1", "2620:4f:8001::"],
  ["3fff::", "3fff:fff:ffff::1", "3ffe:ffff::1", "3fff:1000::"],
  ["4000::", "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff::1", null],
  ["8000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null],
];

describe("LCALL-5 ranges that are not public, each with its edges", () => {
  for (const [first, last, before, after] of [...IPV4, ...IPV6]) {
    test(first, () => {
      expect(isPublicAddress(first)).toBe(false);
      expect(isPublicAddress(last)).toBe(false);
      if (before !== null) expect([before, isPublicAddress(before)]).toEqual([before, true]);
      if (after !== null) expect([after, isPublicAddress(after)]).toEqual([after, true]);
    });
  }

  test("every range of the table is checked here", () => {
    const firsts = [...IPV4, ...IPV6].map(([first]) => first);
    expect(ADDRESS_RANGES.map((range) => range.first)).toEqual(firsts);
  });
});

test("LCALL-5 the ones that attacks use, by name", () => {
  const reached = {
    "unspecified IPv6": "::",
    "loopback IPv6": "::1",
    "IPv4-compatible": "::127.0.0.1",
    "IPv4-mapped loopback": "::ffff:127.0.0.1",
    "IPv4-mapped in hex": "::ffff:7f00:1",
    "IPv4-mapped public": "::ffff:8.8.8.8",
    "IPv4-translated": "::ffff:0:10.0.0.1",
    NAT64: "64:ff9b::10.0.0.1",
    "local NAT64": "64:ff9b:1::10.0.0.1",
    "6to4 of a private address": "2002:a00:1::",
    Teredo: "2001:0:a00:1::",
    discard: "100::1",
    "segment routing": "5f00::1",
    "unique local": "fd00:ec2::254",
    "link-local": "fe80::1",
    "link-local with a zone": "fe80::1%eth0",
    "public with a zone": "2606:4700::1111%eth0",
    "site-local": "fec0::1",
    "multicast IPv6": "ff02::1",
    "cloud metadata": "169.254.169.254",
    broadcast: "255.255.255.255",
    "no address at all": "example.com",
    empty: "",
    "IPv4 in short": "127.1",
  };
  for (const [name, address] of Object.entries(reached)) {
    expect([name, isPublicAddress(address)]).toEqual([name, false]);
  }
  for (const address of ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450:4001::200e"]) {
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  }
});
