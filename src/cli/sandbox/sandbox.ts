// One sandbox: a server in memory with users everybody knows, and matches that never end. Ends what it
// started, in reverse.
import { hash } from "node:crypto";
import { type Client, connect } from "../../../client/src/client.ts";
import { type RunningServer, startServer } from "../../compose.ts";
import { type Clock } from "../../ops/clock.ts";
import { defaultConfiguration } from "../../ops/configuration.ts";
import { limitsWith } from "../../ops/limits.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import type { ServerLog } from "../../ops/server-log.ts";
import type { MatchScript } from "../match/match-script.ts";
import { Bots } from "./bots.ts";
import { type KnownUsers, openKnownUsers } from "./known-users.ts";
import { MatchLoop, type PlayedMatch } from "./match-loop.ts";
import { ADMIN_KEY, Operator } from "./operator.ts";
import type { SandboxOptions } from "./options.ts";

export type SandboxParts = {
  readonly options: Omit<SandboxOptions, "files">;
  readonly scripts: readonly MatchScript[];
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly serverLog: ServerLog;
  readonly onFailure: (error: unknown) => void;
  readonly onOpened: (match: Pick<PlayedMatch, "gameId" | "name" | "currency">) => void;
  readonly onPlayed: (match: PlayedMatch) => void;
};

/** Each has matches of its own going on. */
export const CURRENCIES = ["DON", "FUN"] as const;
const FUN_AT_START = "1000.00";
/** Programs under construction sign up and log in as often as they like. */
const LIFTED = ["signupsPerMinute", "loginsPerMinute", "handshakesPerMinute"] as const;

export class Sandbox {
  readonly server: RunningServer;
  readonly users: KnownUsers;
  readonly sourceId: string;
  readonly #end: AbortController;
  readonly #endings: readonly (() => void)[];
  readonly #loops: readonly Promise<void>[];

  private constructor(
    world: { server: RunningServer; users: KnownUsers; sourceId: string },
    end: AbortController,
    endings: readonly (() => void)[],
    loops: readonly Promise<void>[],
  ) {
    this.server = world.server;
    this.users = world.users;
    this.sourceId = world.sourceId;
    this.#end = end;
    this.#endings = endings;
    this.#loops = loops;
  }

  /** Resolves when the first matches are open. */
  static async start(parts: SandboxParts): Promise<Sandbox> {
    const { clock, options, onFailure } = parts;
    const users = await openKnownUsers(options.bots, { clock, onFatal: onFailure });
    const server = await startServerOf(parts, users);
    const operator = new Operator(server.url);
    for (const { userId, username } of [...users.guests, ...users.bots]) {
      const reference = `welcome ${username}`;
      await operator.deposit({ userId, currency: "FUN", amount: FUN_AT_START, reference });
    }
    const desk = connect({ url: server.url, apiKey: users.desk.apiKey });
    const bots = new Bots(users.bots, server.url, operator);
    const description = "matches that are played again and again";
    const { source_id: sourceId } = await desk.openSource({ source_name: "Sandbox", description });
    const end = new AbortController();
    const loops = await openLoops(parts, { desk, bots, sourceId, signal: end.signal });
    const endings = [() => bots.close(), () => desk.close()];
    return new Sandbox({ server, users, sourceId }, end, endings, loops);
  }

  async stop(): Promise<void> {
    this.#end.abort(new Error("the sandbox ends"));
    await Promise.all(this.#loops);
    for (const ending of this.#endings) ending();
    await this.server.stop();
  }
}

function startServerOf(
  { options, clock, scheduler, serverLog, onFailure }: SandboxParts,
  { identity }: KnownUsers,
): Promise<RunningServer> {
  const { host, port, seed } = options;
  const defaults = defaultConfiguration();
  const configuration = {
    ...defaults,
    host,
    port,
    data: { kind: "memory" } as const,
    rules: { ...defaults.rules, developers: "open" } as const,
    limits: limitsWith(LIFTED.map((name) => ({ name, value: 0 }))),
    adminKey: ADMIN_KEY,
  };
  let seeds = 0;
  const newSeed = (): string => hash("sha256", `sandbox ${seed} ${seeds++}`, "hex").slice(0, 32);
  const overrides = { clock, scheduler, serverLog, identity, newSeed, onFatal: onFailure };
  return startServer(configuration, overrides);
}

/** First matches are opened one after the other, so that their ids are the same every time. */
async function openLoops(
  { options, scripts, clock, scheduler, onFailure, onOpened, onPlayed }: SandboxParts,
  parts: { desk: Client; bots: Bots; sourceId: string; signal: AbortSignal },
): Promise<Promise<void>[]> {
  const { speed, seed } = options;
  const common = { ...parts, scripts, speed, seed, clock, scheduler, onOpened, onPlayed };
  const opened = [];
  for (const [place, currency] of CURRENCIES.entries()) {
    const loop = new MatchLoop({ ...common, currency, place });
    opened.push({ loop, match: await loop.open() });
  }
  return opened.map(({ loop, match }) =>
    loop.run(match).catch((error: unknown) => {
      if (!parts.signal.aborted) onFailure(error);
    }),
  );
}
