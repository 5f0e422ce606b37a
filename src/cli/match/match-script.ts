// What a match script is: a match as a list of periods, each with the moments that matter, on the match
// clock. Whoever plays one knows nothing about a match beyond this. As JSON: script-json.ts.
import { normaliseName, normaliseTarget } from "../../engine/target-tree.ts";

export type PlayerScript = {
  /** Last level of the target: `10`, or a name. */
  readonly target: string;
  /** What people call the target. */
  readonly name: string;
  /** How likely to be the next, against the other players; only the bettors' idea of it. */
  readonly threat: number;
};

export type TeamScript = {
  readonly name: string;
  readonly symbol: string;
  readonly players: readonly PlayerScript[];
};

/** A place on the match clock: "45" is the end of one period and the start of another. */
export type ClockReference = { readonly period: string; readonly minute: number };

type PoolCommon = { readonly key: string; readonly question: string };

export type PoolScript =
  | (PoolCommon & {
      readonly kind: "next-event";
      readonly among: "teams" | "players";
      readonly action: string;
    })
  | (PoolCommon & {
      readonly kind: "event-before";
      readonly among: "teams" | "players";
      readonly action: string;
      readonly finish: ClockReference;
    })
  | (PoolCommon & {
      readonly kind: "decision";
      /** The two answers with the bettors' idea of how likely each is. */
      readonly answers: Readonly<Record<string, number>>;
      readonly stop: ClockReference;
    });

export type EventScript = {
  readonly minute: number;
  readonly kind: "event";
  readonly action: string;
  /** Id of a target without targets below it. */
  readonly target: string;
  /** When the server hears of it; bets placed in between come too late. */
  readonly reportedAt: number;
  /** What the papers say: "45+2'". */
  readonly label: string;
  /** "penalty"; empty where there is nothing to say. */
  readonly how: string;
};

export type Moment =
  | EventScript
  | ({ readonly minute: number } & (
      | { readonly kind: "open-pool"; readonly pool: PoolScript }
      | { readonly kind: "block"; readonly action: string; readonly text: string }
      | { readonly kind: "allow"; readonly action: string }
      | { readonly kind: "decide"; readonly pool: string; readonly answer: string }
      | {
          readonly kind: "kick";
          readonly taker: string;
          /** Id of the taker's team. */
          readonly team: string;
          readonly result: "scored" | "saved" | "missed";
        }
      | { readonly kind: "headline"; readonly text: string }
    ));

export type PeriodScript = {
  readonly name: string;
  /** Match minute at its start; null where the clock stands. */
  readonly clockFrom: number | null;
  readonly minutes: number;
  /** In order; `minute` is the match minute, or minutes into the period where the clock stands. */
  readonly moments: readonly Moment[];
};

export type MatchScript = {
  readonly name: string;
  readonly occasion: string;
  readonly sport: string;
  readonly actions: readonly string[];
  readonly teams: readonly [TeamScript, TeamScript];
  /** The game is closed at the end of the last one. */
  readonly periods: readonly PeriodScript[];
  readonly takeoutBps: number;
};

export function teamId({ name }: TeamScript): string {
  return normaliseName(name);
}

/** Every target of the game as declared: teams first, then their players. */
export function targetsOf(script: MatchScript): string[] {
  const teams = script.teams.map(({ name }) => name);
  return [...teams, ...script.teams.flatMap(playerTargets)];
}

/** Ids of the targets a pool is about. */
export function poolTargets(script: MatchScript, among: "teams" | "players"): string[] {
  if (among === "teams") return script.teams.map(teamId);
  return script.teams.flatMap(playerTargets).map(normaliseTarget);
}

/** As declared. */
export function playerTargets(team: TeamScript): string[] {
  return team.players.map(({ target }) => `${team.name}:${target}`);
}

export function momentsOf(script: MatchScript): Moment[] {
  return script.periods.flatMap(({ moments }) => moments);
}

export function eventsOf(script: MatchScript): EventScript[] {
  return momentsOf(script).flatMap((moment) => (moment.kind === "event" ? [moment] : []));
}

export function poolsOf(script: MatchScript): PoolScript[] {
  return momentsOf(script).flatMap((moment) => (moment.kind === "open-pool" ? [moment.pool] : []));
}

/** `argentina:10` -> `Messi`; what is no player keeps its own name. */
export function displayNameOf(script: MatchScript, target: string): string {
  const [ofTeam = "", ofPlayer] = target.split(":");
  const team = script.teams.find((candidate) => teamId(candidate) === ofTeam);
  if (team === undefined) return target;
  if (ofPlayer === undefined) return team.name;
  const player = team.players.find((candidate) => normaliseName(candidate.target) === ofPlayer);
  return player?.name ?? target;
}
