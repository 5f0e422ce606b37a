// From the host of a URL to the addresses we may connect to. One look-up a call: what is checked here is
// what is connected to, so a name that answers differently a second time gains nothing.
import { lookup } from "node:dns/promises";
import { isIP, isIPv4 } from "node:net";
import { codeOf, failed, type LaunchFailure } from "./launch-failure.ts";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a name, numeric. Rejects where the name has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type HostRules = {
  readonly resolve: Resolve;
  readonly allowPrivateHosts: boolean;
};

/** More are not tried: each takes its share of the time for connecting. */
const ADDRESSES_MAX = 4;

export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map((entry) => entry.address);
};

/** IPv4 first: a server without IPv6 would otherwise begin with addresses it can't reach. */
export async function lookUp(
  url: URL,
  { resolve, allowPrivateHosts }: HostRules,
): Promise<readonly string[] | LaunchFailure> {
  const host = hostOf(url);
  let found: readonly string[];
  try {
    found = isIP(host) === 0 ? await resolve(host) : [host];
  } catch (error) {
    return failed("no-address", `${url.host} has no address (${codeOf(error)})`);
  }
  const numeric = found.filter((address) => isIP(address) !== 0);
  if (numeric.length === 0) return failed("no-address", `${url.host} has no address`);
  const allowed = allowPrivateHosts ? numeric : numeric.filter(isPublicAddress);
  if (allowed.length === 0) {
    // The address itself is not told: it would let a provider read our network's names.
    return failed(
      "private-address",
      `${url.host} has no public address; accepted: a host on the public Internet, or any where the server runs with --allow-private-launch-hosts`,
    );
  }
  const sorted = [...allowed.filter(isIPv4), ...allowed.filter((address) => !isIPv4(address))];
  return sorted.slice(0, ADDRESSES_MAX);
}

/** The host without the brackets that IPv6 has in a URL. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}
