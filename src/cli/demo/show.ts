// The demo from the first sign-up to the last balance, on a server that listens already. What it finds
// wrong goes into `problems`; what makes going on senseless is thrown.
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { repeat } from "../../ops/scheduler.ts";
import { type Account, socketUrl } from "../match/account.ts";
import { type Role, castOf, signUpAll } from "./cast.ts";
import type { GameDesk } from "../match/game-desk.ts";
import { MatchPlay } from "../match/match-play.ts";
import { type MatchScript, displayNameOf } from "../match/match-script.ts";
import type { Resolution } from "./news.ts";
import { Outlook } from "../bettors/outlook.ts";
import { untilAborted } from "../match/pause.ts";
import { Player } from "./player.ts";
import { shownCount } from "../match/points.ts";
import { PoolRegister } from "./pool-register.ts";
import { type Problems, messageOf } from "../match/problems.ts";
import { Provider } from "./provider.ts";
import { Random } from "../bettors/random.ts";
import type { Figures } from "./report.ts";
import { type Participant, matchResult } from "./result.ts";
import { Scoreboard } from "../match/scoreboard.ts";
import type { Screen } from "../terminal/screen.ts";
import { Tally } from "./tally.ts";
import { Timetable } from "../match/timetable.ts";

export type ShowParts = {
  readonly serverUrl: string;
  readonly script: MatchScript;
  readonly speed: number;
  readonly players: number;
  readonly seed: bigint;
  /** Makes names new on a data directory that has been used before. */
  readonly nameSuffix: string;
  readonly screen: Screen;
  readonly problems: Problems;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  /** Stops everything: the provider has failed, so nothing more can happen. */
  readonly onFailure: (error: unknown) => void;
};

/** What a minute of the tape takes at speed 1, so that the 2022 final takes just under a minute. */
export const MINUTE_MS = 340;
const STATUS_EVERY_MS = 100;
const THINK_MS = 900;
/** Below the server's limit of messages per second and connection. */
const THINK_MIN_MS = 20;
const CLOSING_TIMEOUT_MS = 30_000;
const CONNECTS_AT_ONCE = 16;
/** Of the longest: `extra time 117:23`. */
const CLOCK_WIDTH = 17;

type Entrant = { readonly player: Player; readonly startMinor: number };

export class Show {
  readonly #parts: ShowParts;
  readonly #timetable: Timetable;
  readonly #scoreboard: Scoreboard;
  readonly #pools = new PoolRegister();
  readonly #tally: Tally;
  #match: MatchPlay | null = null;
  #provider: Provider | null = null;
  #entrants: readonly Entrant[] = [];

  constructor(parts: ShowParts) {
    this.#parts = parts;
    this.#timetable = new Timetable(parts.script, MINUTE_MS / parts.speed);
    this.#scoreboard = new Scoreboard(parts.script.teams);
    this.#tally = new Tally(parts.clock);
  }

  async run(): Promise<Figures> {
    const { script } = this.#parts;
    try {
      const { roles, accounts, desk } = await this.#signUp();
      const provider = await this.#connect(desk);
      this.#provider = provider;
      const game = await this.#openGame(provider, desk);
      this.#entrants = await this.#enter(roles, accounts, game.gameId);
      await this.#play(game);
      await this.#finish();
      const participants = this.#entrants.map(({ player, startMinor }): Participant => ({
        username: player.account.username,
        temper: player.temper,
        startMinor,
        book: player.book,
      }));
      const result = matchResult(this.#pools.all, participants, script.takeoutBps);
      for (const text of result.differences) this.#parts.problems.add(text);
      const { text: score, shootOutText: shootOut } = this.#scoreboard;
      return { result, tally: this.#tally, score, shootOut };
    } finally {
      await this.#leave();
    }
  }

  async #signUp(): Promise<{ roles: Role[]; accounts: Account[]; desk: Account }> {
    const { players, script, seed, nameSuffix, screen, signal, serverUrl } = this.#parts;
    const roles = castOf(players, script, Random.seeded(seed), nameSuffix);
    const usernames = [`match-desk${nameSuffix}`, ...roles.map(({ username }) => username)];
    const onProgress = (done: number): void =>
      screen.status(`signing up: ${shownCount(done)} of ${shownCount(usernames.length)}`);
    onProgress(0);
    const [desk, ...accounts] = await signUpAll(usernames, { serverUrl, signal, onProgress });
    if (desk === undefined) throw new Error("the provider has no account");
    return { roles, accounts, desk };
  }

  #connect(account: Account): Promise<Provider> {
    const { serverUrl, clock, scheduler, onFailure } = this.#parts;
    return Provider.connect({
      socketUrl: socketUrl(serverUrl, account),
      clock,
      scheduler,
      onFailure,
      onNews: (news) => {
        this.#pools.hear(news, this.#clockText);
        if (news.kind === "event") this.#scoreboard.count(news.counts);
        if (news.kind === "pool-resolved") this.#tellResolved(news);
      },
    });
  }

  async #openGame(provider: Provider, { username }: Account): Promise<GameDesk> {
    const { script } = this.#parts;
    const sourceId = await provider.openSource(`${username} desk`, script.occasion);
    return provider.openGame(sourceId, script, "DON");
  }

  async #enter(
    roles: readonly Role[],
    accounts: readonly Account[],
    gameId: string,
  ): Promise<Entrant[]> {
    const { clock, scheduler, serverUrl, problems, screen, script, signal, speed } = this.#parts;
    const outlook = new Outlook(script);
    const thinkMs = Math.max(THINK_MIN_MS, THINK_MS / speed);
    const played = (): number => this.#match?.played ?? 0;
    const players = roles.flatMap((role, index) => {
      const account = accounts[index];
      if (account === undefined) return [];
      const own = { ...role, account, outlook, tally: this.#tally, thinkMs, played };
      return [new Player({ ...own, serverUrl, problems, clock, scheduler })];
    });
    const entrants: Entrant[] = [];
    for (let at = 0; at < players.length; at += CONNECTS_AT_ONCE) {
      signal.throwIfAborted();
      const group = players.slice(at, at + CONNECTS_AT_ONCE);
      const entered = group.map(async (player) => ({
        player,
        startMinor: await player.enter(gameId),
      }));
      entrants.push(...(await untilAborted(Promise.all(entered), signal)));
      screen.status(`joining the game: ${shownCount(entrants.length)} of ${players.length}`);
    }
    return entrants;
  }

  async #play(desk: GameDesk): Promise<void> {
    const { clock, scheduler, signal, screen, script } = this.#parts;
    const players = this.#entrants.map(({ player }) => player);
    const match = new MatchPlay({
      script,
      timetable: this.#timetable,
      scoreboard: this.#scoreboard,
      desk,
      clock,
      scheduler,
      signal,
      onHeadline: (text) => this.#tellHeadline(text),
      onEvent: (scorer, beforeMs) => {
        for (const player of players) player.see(scorer, beforeMs);
      },
    });
    this.#match = match;
    const stopStatus = repeat(scheduler, STATUS_EVERY_MS, () => screen.status(this.#statusText()));
    try {
      for (const player of players) player.startBetting();
      await match.play();
    } finally {
      stopStatus();
    }
  }

  get #clockText(): string {
    return this.#match?.clockText ?? "";
  }

  #statusText(): string {
    const pools = this.#pools.all.length;
    const staked = shownCount(Math.floor(this.#tally.stakedMinor / 100));
    return [
      this.#clockText.padEnd(CLOCK_WIDTH),
      this.#scoreboard.text,
      `${shownCount(this.#tally.bets)} bets`,
      `pools ${pools} (${this.#pools.openCount} open)`,
      `staked ${staked}`,
    ].join("  ");
  }

  #tellHeadline(text: string): void {
    this.#parts.screen.line(`${this.#clockText.padEnd(CLOCK_WIDTH)} ${text}`);
  }

  #tellResolved({ poolId, winner, participants }: Resolution): void {
    const { screen, script } = this.#parts;
    const name = winner === null ? "void" : displayNameOf(script, winner);
    const result = `${this.#pools.questionOf(poolId)}: ${name}`;
    const people =
      participants.kind === "counted"
        ? ""
        : `; ${participants.paidMinor.size} won, ${participants.late.size} too late`;
    screen.line(screen.paint("dim", `${" ".repeat(CLOCK_WIDTH)} ${result}${people}`));
  }

  /** Everybody has their results; then the books are compared. */
  async #finish(): Promise<void> {
    const { scheduler, screen, signal } = this.#parts;
    screen.status("comparing every player's books with the server's");
    const tooLate = Promise.withResolvers<void>();
    const cancel = scheduler.after(CLOSING_TIMEOUT_MS, () => {
      this.#parts.problems.add("players still wait for results or balances of a closed game");
      tooLate.resolve();
    });
    try {
      const all = Promise.allSettled(this.#entrants.map(({ player }) => player.finished));
      await untilAborted(Promise.race([all, tooLate.promise]), signal);
    } finally {
      cancel();
    }
    for (const { player } of this.#entrants) {
      try {
        await untilAborted(player.reconcile(), signal);
      } catch (error) {
        signal.throwIfAborted();
        this.#parts.problems.add(`${player.account.username}: ${messageOf(error)}`);
      }
    }
    screen.endStatus();
  }

  async #leave(): Promise<void> {
    const players = this.#entrants.map(({ player }) => player.leave());
    await Promise.all([...players, this.#provider?.leave() ?? Promise.resolve()]);
  }
}
