// Every limit of the server with its default, its own error code and its reason. Changed with
// `--limit NAME=VALUE`; 0 takes a limit away. Rules of the game (stake sizes, tree depth) are the engine's.

type LimitRow = {
  readonly value: number;
  readonly unit: string;
  /** What whoever runs into it is told; null where an answer has no room for it, or it only paces us. */
  readonly code: string | null;
  readonly reason: string;
};

export const LIMITS = {
  messagesPerSecond: {
    value: 100,
    unit: "messages per second and connection",
    code: "RATE_LIMITED",
    reason: "one client must not take the writer from all others; twice this may come in a burst",
  },
  signupsPerMinute: {
    value: 30,
    unit: "sign-ups per minute and address",
    code: "SIGNUPS_LIMITED",
    reason: "each costs 19 MiB and tens of milliseconds of hashing, and makes an account for ever",
  },
  loginsPerMinute: {
    value: 60,
    unit: "logins per minute and address",
    code: "LOGINS_LIMITED",
    reason: "guessing passwords must be slow, and each guess costs a hash",
  },
  connections: {
    value: 50_000,
    unit: "connections",
    code: "CONNECTIONS_LIMITED",
    reason: "each holds memory; better to refuse one than to lose all",
  },
  connectionsPerAddress: {
    value: 1_000,
    unit: "connections per address",
    code: "ADDRESS_CONNECTIONS_LIMITED",
    reason: "one address must not take all connections; many players may share one behind a router",
  },
  handshakesPerMinute: {
    value: 3_000,
    unit: "connections asked for per minute and address",
    code: "HANDSHAKES_LIMITED",
    reason: "each may cost a look-up and a synced nonce",
  },
  messageBytes: {
    value: 65_536,
    unit: "bytes",
    code: "MESSAGE_TOO_LARGE",
    reason: "a game with every target fits; what is larger is a mistake or an attack",
  },
  bodyBytes: {
    value: 65_536,
    unit: "bytes",
    code: "BODY_TOO_LARGE",
    reason: "the same for bodies over HTTP",
  },
  openGamesBodyBytes: {
    value: 1_048_576,
    unit: "bytes",
    code: "BODY_TOO_LARGE",
    reason: "a list of 1,000 games fits; more than 1 MiB is never read",
  },
  wrongSignsPerMinute: {
    value: 600,
    unit: "wrong signatures per minute and address",
    code: "RATE_LIMITED",
    reason: "beyond it nobody is told what was wrong; right ones pass, many may share an address",
  },
  unsignedCallsPerMinute: {
    value: 600,
    unit: "calls per minute and unsigned platform",
    code: null,
    reason:
      "nobody has shown who asks, and each may make a player and a session for ever; more are told to try again",
  },
  subscriptionsPerConnection: {
    value: 200,
    unit: "games joined per connection",
    code: "SUBSCRIPTIONS_LIMITED",
    reason: "every joined game is work for each of its messages",
  },
  heldMessages: {
    value: 100,
    unit: "messages per connection",
    code: "RATE_LIMITED",
    reason: "messages behind one that waits for a look-up are kept in order",
  },
  bufferedBytes: {
    value: 1_048_576,
    unit: "bytes per connection",
    code: "SLOW_CLIENT",
    reason: "who does not read must not fill the memory; reconnecting shows the present state",
  },
  unsentBytes: {
    value: 268_435_456,
    unit: "bytes of all connections",
    code: "BUSY",
    reason: "answers that wait for the disk are kept in memory until it is done",
  },
  queueBytes: {
    value: 67_108_864,
    unit: "bytes",
    code: "BUSY",
    reason: "facts that wait for the disk; beyond this nobody could be answered in time",
  },
  queueCount: {
    value: 200_000,
    unit: "facts",
    code: "BUSY",
    reason: "the same by number",
  },
  historyMessages: {
    value: 2_000,
    unit: "messages per open game",
    code: null,
    reason:
      "who was cut off gets what it missed from memory; beyond this the present state is shorter",
  },
  historyBytes: {
    value: 524_288,
    unit: "bytes per open game",
    code: null,
    reason: "the same by size: half of what one connection may leave unread",
  },
  announceSubscribersMax: {
    value: 1_000,
    unit: "subscribers of a game",
    code: null,
    reason: "telling everyone about everyone grows with the square; above this nobody is told",
  },
  distributionIntervalMs: {
    value: 100,
    unit: "milliseconds",
    code: null,
    reason: "a distribution goes to every subscriber: per bet it would drown them",
  },
} as const satisfies Readonly<Record<string, LimitRow>>;

export type LimitName = keyof typeof LIMITS;
/** Infinity where a limit was taken away, so that comparing needs no special case. */
export type Limits = Readonly<Record<LimitName, number>>;

export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

/** Pacing of the server's own work: 0 means at once here, and there is no such thing as none. */
const PACES: ReadonlySet<LimitName> = new Set(["distributionIntervalMs"]);

export type LimitSetting = { readonly name: LimitName; readonly value: number };

export function limitsWith(settings: readonly LimitSetting[]): Limits {
  const entries = LIMIT_NAMES.map((name): [LimitName, number] => [name, LIMITS[name].value]);
  const limits = Object.fromEntries(entries) as Record<LimitName, number>;
  for (const { name, value } of settings) {
    limits[name] = value === 0 && !PACES.has(name) ? Infinity : value;
  }
  return limits;
}

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name);
}
