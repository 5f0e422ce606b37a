// Whether a numeric address is a host of the public Internet. In doubt it is not.
import { BlockList, isIPv4, isIPv6 } from "node:net";
import { ADDRESS_RANGES } from "./address-ranges.ts";

// A list for each family: one list takes IPv4 for IPv4-mapped IPv6 and would refuse it all.
const refused = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const { first, prefix, family } of ADDRESS_RANGES) {
  refused[family].addSubnet(first, prefix, family);
}

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused.ipv4.check(address, "ipv4");
  // A zone (fe80::1%eth0) exists only on a local link.
  if (isIPv6(address) && !address.includes("%")) return !refused.ipv6.check(address, "ipv6");
  return false;
}
