// Addresses that are not hosts of the public Internet, as data. Sources: the IANA special-purpose address
// registries for IPv4 and IPv6 (RFC 6890), and for IPv6 whatever is not global unicast (RFC 4291).

export type AddressRange = {
  readonly first: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
  readonly name: string;
};

type Row = readonly [first: string, prefix: number, name: string];

const IPV4: readonly Row[] = [
  ["0.0.0.0", 8, "this network, RFC 791"],
  ["10.0.0.0", 8, "private use, RFC 1918"],
  ["100.64.0.0", 10, "shared behind carrier-grade NAT, RFC 6598"],
  ["127.0.0.0", 8, "loopback, RFC 1122"],
  ["168.63.129.16", 32, "the host service of one cloud, public by number only"],
  ["169.254.0.0", 16, "link-local and cloud metadata, RFC 3927"],
  ["172.16.0.0", 12, "private use, RFC 1918"],
  ["192.0.0.0", 24, "protocol assignments, RFC 6890"],
  ["192.0.2.0", 24, "documentation, RFC 5737"],
  ["192.31.196.0", 24, "AS112, often answered locally, RFC 7535"],
  ["192.52.193.0", 24, "multicast tunnels, RFC 7450"],
  ["192.88.99.0", 24, "6to4 relays, RFC 7526"],
  ["192.168.0.0", 16, "private use, RFC 1918"],
  ["192.175.48.0", 24, "AS112, often answered locally, RFC 7534"],
  ["198.18.0.0", 15, "benchmarks, RFC 2544"],
  ["198.51.100.0", 24, "documentation, RFC 5737"],
  ["203.0.113.0", 24, "documentation, RFC 5737"],
  ["224.0.0.0", 4, "multicast, RFC 1112"],
  ["240.0.0.0", 4, "reserved and broadcast, RFC 1112"],
];

const IPV6: readonly Row[] = [
  // Outside global unicast: unspecified, loopback, IPv4-mapped, NAT64, discard-only.
  ["::", 3, "not global unicast; embeds IPv4 in places, RFC 4291, RFC 6052"],
  ["2001::", 23, "protocol assignments with Teredo and ORCHID, RFC 2928"],
  ["2001:db8::", 32, "documentation, RFC 3849"],
  ["2002::", 16, "6to4, embeds IPv4, RFC 3056"],
  ["2620:4f:8000::", 48, "AS112, often answered locally, RFC 7534"],
  ["3fff::", 20, "documentation, RFC 9637"],
  // Outside global unicast: segment routing and what is not assigned.
  ["4000::", 2, "not global unicast, RFC 4291"],
  // Outside global unicast: unique-local, link-local, site-local, multicast.
  ["8000::", 1, "not global unicast, RFC 4291"],
];

export const ADDRESS_RANGES: readonly AddressRange[] = [
  ...IPV4.map(([first, prefix, name]) => ({ first, prefix, family: "ipv4" as const, name })),
  ...IPV6.map(([first, prefix, name]) => ({ first, prefix, family: "ipv6" as const, name })),
];
