// The address that limits count by. A whole /64 is one: it is what one customer gets with IPv6.

const IPV4_MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

export function addressGroup(address: string): string {
  const mapped = IPV4_MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  return `${firstGroups(address).join(":")}::/64`;
}

/** The first four of eight groups, `::` written out. */
function firstGroups(address: string): string[] {
  const [front = "", back = ""] = (address.split("%")[0] ?? "").split("::");
  const left = front === "" ? [] : front.split(":");
  const right = back === "" ? [] : back.split(":");
  const gap = address.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array.from({ length: gap }, () => "0"), ...right];
  return groups.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
}
