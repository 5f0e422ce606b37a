import { expect, test } from "bun:test";
import { lookUp } from "./look-up.ts";

const url = new URL("https://games.example:8443/launch");
const resolve = (addresses: readonly string[]) => () => Promise.resolve(addresses);

test("LCALL-5 of mixed addresses only the public ones are left", async () => {
  const rules = { allowPrivateHosts: false };
  const mixed = resolve(["10.0.0.1", "8.8.8.8", "fd00::1", "::ffff:1.1.1.1", "127.0.0.1"]);
  expect(await lookUp(url, { ...rules, resolve: mixed })).toEqual(["8.8.8.8"]);
  const noise = resolve(["games.example", "", "8.8.8"]);
  expect(await lookUp(url, { ...rules, resolve: noise })).toMatchObject({ why: "no-address" });
});

test("LCALL-7 IPv4 first, otherwise as they come, four at most", async () => {
  const rules = { allowPrivateHosts: false };
  const both = resolve(["2606:4700::1", "1.1.1.1", "2606:4700::2", "8.8.8.8", "9.9.9.9"]);
  expect(await lookUp(url, { ...rules, resolve: both })).toEqual([
    "1.1.1.1",
    "8.8.8.8",
    "9.9.9.9",
    "2606:4700::1",
  ]);
});
