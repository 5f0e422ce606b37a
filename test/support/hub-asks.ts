// Commands about platforms, accounts, launches and the providers' own games, made of four numbers.
import type { Actor, Command } from "../../src/engine/command.ts";
import type { AccountTerms, TransactionApi } from "../../src/engine/hub/hub-fact.ts";
import type { GameSession } from "../../src/engine/hub/hub-state.ts";
import type { PlatformId, ProviderAccountId, SourceId, UserId } from "../../src/engine/ids.ts";
import { FUN } from "../../src/money/currency.ts";
import { OPERATOR, betCommand } from "./engine-commands.ts";
import type { EngineWorld } from "./engine-world.ts";
import {
  ARCADE,
  CASINO,
  accountsCommand,
  launchCommand,
  offeredGame,
  platform,
  playerOf,
  provider,
  sha256,
  termsOf,
} from "./hub-world.ts";
import { transactionCommand } from "./transaction-world.ts";

type Ask = { actor: Actor; command: Command };
type Numbers = { what: number; when: number };
type About = { world: EngineWorld; sourceId: SourceId };

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % Math.max(1, from.length)];
}

const APIS: TransactionApi[] = ["debit", "credit", "debit", "rollback", "rollbackDebit"];

function platformOf({ what }: Numbers): PlatformId {
  return what % 3 === 0 ? ARCADE : CASINO;
}

function register(numbers: Numbers): Ask {
  const platformId = platformOf(numbers);
  const commands: Command[] = [
    { kind: "register-platform", platformId, name: "P", signing: "md5", origins: [] },
    { kind: "register-platform", platformId, name: "P", signing: "md5", origins: [] },
    { kind: "set-platform-status", platformId, status: "active" },
    { kind: "set-platform-status", platformId, status: "active" },
    { kind: "set-platform-status", platformId, status: "disabled" },
    { kind: "set-platform-origins", platformId, origins: ["https://p.example"] },
    { kind: "set-platform-signing", platformId, signing: "hmac-sha256" },
    { kind: "rotate-platform-secret", platformId },
  ];
  const command = pick(commands, numbers.when);
  return { actor: OPERATOR, command: command ?? { kind: "rotate-platform-secret", platformId } };
}

function terms({ what, when }: Numbers): AccountTerms {
  return termsOf({
    royaltyBps: pick([0, 1, 150, 10_000, 10_001], when) ?? 0,
    currencies: pick([[], [], ["DON", "KWD"], [FUN], ["XAU"]], what) ?? [],
    countriesAvailable: when % 7 === 0 ? ["AR"] : [],
  });
}

function accounts({ sourceId, world }: About, numbers: Numbers): Ask {
  const { what, when } = numbers;
  const known = world.state.hub.accounts.get((1 + (what % 5)) as ProviderAccountId);
  const accountId = when % 2 === 0 ? (known?.accountId ?? null) : null;
  const owner = accountId === null ? sourceId : (known?.sourceId ?? sourceId);
  const platformId = when % 3 === 0 ? platformOf(numbers) : null;
  if (when % 3 === 1 && known !== undefined) {
    const games = ["slots", "dice"].slice(what % 3).map((id) => offeredGame(id));
    const { accountId: asked, platformId: its } = known;
    const list = { kind: "list-account-games", sourceId: owner, platformId: its } as const;
    return { actor: provider(owner), command: { ...list, accountId: asked, games } };
  }
  const command = accountsCommand(owner, [{ accountId, terms: terms(numbers) }], platformId);
  return { actor: provider(owner), command };
}

function open({ world }: About, numbers: Numbers): Ask {
  const { what, when } = numbers;
  const { state } = world;
  const account = pick([...state.hub.accounts.values()].slice(-4), what);
  const games = state.sources.get(account?.sourceId ?? ("" as SourceId))?.games ?? [];
  const game = state.games.get(pick(games.slice(-2), when) ?? ("" as never));
  const currency = when % 4 === 0 ? FUN : (game?.currency ?? "KWD");
  const userId = (currency === FUN ? state.accounts.size + 1 : 2 + (what % 4)) as UserId;
  const platformId = when % 9 === 0 ? ARCADE : (account?.platformId ?? platformOf(numbers));
  const accountId = account?.accountId ?? (1 as ProviderAccountId);
  const own = pick(account?.games ?? [], when)?.id ?? "slots";
  const asked = when % 3 === 0 ? own : (game?.gameId ?? own);
  const platformSession = sha256(`${when % 12}`);
  const options = { platformId, platformSession, currency, userId };
  return { actor: platform(platformId), command: launchCommand(accountId, asked, options) };
}

/** A bet, a transaction, or another look before the URL is handed out. */
function play({ world }: About, session: GameSession, { what, when }: Numbers): Ask {
  const { state } = world;
  const { accountId, platformId, sessionId } = session;
  const pool = state.pools.findLast((one) => one?.gameId === session.game);
  if (pool !== undefined && when % 3 !== 0) {
    const target = pick(pool.targets, what)?.id ?? "brazil";
    return { actor: playerOf(session), command: betCommand(pool.poolId, target, "1") };
  }
  if (when % 7 === 0) {
    const command = { kind: "confirm-launch", sessionId, method: "GLM_DEFAULT" } as const;
    return { actor: platform(platformId), command };
  }
  const { sourceId } = state.hub.accounts.get(accountId) ?? { sourceId: "" as SourceId };
  const api = pick(APIS, when) ?? "debit";
  const amount = api === "debit" || api === "credit" ? what % 90 : null;
  const asked = { id: `t${what % 30}`, amount, round: `r${what % 4}` };
  return { actor: provider(sourceId), command: transactionCommand(session, api, asked) };
}

export function hubAsk(about: About, number: number, numbers: Numbers): Ask {
  const { platforms, sessions } = about.world.state.hub;
  const session = pick([...sessions.values()].slice(-6), numbers.what);
  if (platforms.size < 2 || number % 9 === 0) return register(numbers);
  if (number % 9 < 3) return accounts(about, numbers);
  if (session === undefined || number % 9 < 5) return open(about, numbers);
  return play(about, session, numbers);
}
