// What the sandbox prints when it is ready: who is there, and commands to paste.
import { type Column, tableLines } from "../terminal/table.ts";
import type { KnownUser } from "./known-users.ts";
import { ADMIN_KEY } from "./operator.ts";
import type { SandboxOptions } from "./options.ts";

export type Ready = {
  readonly url: string;
  readonly sourceId: string;
  readonly guests: readonly KnownUser[];
  readonly options: SandboxOptions;
};

const COLUMNS: readonly Column[] = [
  { title: "user", align: "left" },
  { title: "id", align: "right" },
  { title: "password", align: "left" },
  { title: "API key", align: "left" },
  { title: "DON", align: "right" },
  { title: "FUN", align: "right" },
];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

export function welcomeLines({ url, sourceId, guests, options }: Ready): string[] {
  const { bots, seed, speed, host } = options;
  const rows = guests.map(({ userId, username, password, apiKey }) => [
    username,
    String(userId),
    password,
    apiKey,
    "1,000.00",
    "1,000.00",
  ]);
  const player = guests.find(({ username }) => username === "anna") ?? guests[0];
  const provider = guests.find(({ username }) => username === "provider") ?? guests[0];
  return [
    `sandbox at ${url}, WebSocket ${url.replace("http", "ws")}/ws; Ctrl-C ends it, and nothing stays`,
    ...(LOOPBACK.test(host) ? [] : warning(host)),
    "",
    ...tableLines(COLUMNS, rows),
    "",
    `administrator's key  ${ADMIN_KEY}`,
    `matches              source ${sourceId}, in DON and FUN, ${speed}x, seed ${seed}`,
    `bots                 ${bots}, ids from ${(guests.at(-1)?.userId ?? 0) + 1}`,
    "",
    "to paste:",
    `  curl -s ${url}/r/sources/${sourceId}/games/active/`,
    `  curl -s ${url}/r/games/history/${player?.userId} -H 'authorization: Bearer ${player?.apiKey}'`,
    `  curl -s ${url}/admin/users/${player?.userId}/deposits -H 'authorization: Bearer ${ADMIN_KEY}' \\`,
    `    -H 'content-type: application/json' -d '{"currency":"DON","amount":"500","reference":"more-1"}'`,
    `  npx mutuel match run SCRIPT --url ${url} --api-key ${provider?.apiKey} --speed 60`,
    "",
  ];
}

function warning(host: string): string[] {
  return [
    "",
    `WARNING: it listens on ${host}, where others may reach it. Everybody knows its passwords, its API keys`,
    "and the administrator's key. Nothing of value may ever be in it.",
  ];
}
