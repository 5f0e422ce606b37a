// The score: goals as the server counts them, kicks of a shoot-out as the script tells them.
import { type TeamScript, teamId } from "./match-script.ts";

export class Scoreboard {
  readonly #teams: readonly [TeamScript, TeamScript];
  readonly #goals = new Map<string, number>();
  readonly #kicks = new Map<string, number>();

  constructor(teams: readonly [TeamScript, TeamScript]) {
    this.#teams = teams;
  }

  /** Counts by target. */
  count(counts: Readonly<Record<string, unknown>>): void {
    for (const id of this.#teams.map(teamId)) {
      const count = counts[id];
      if (typeof count === "string") this.#goals.set(id, Number(count));
    }
  }

  kick(team: string, result: "scored" | "saved" | "missed"): void {
    const before = this.#kicks.get(team) ?? 0;
    this.#kicks.set(team, result === "scored" ? before + 1 : before);
  }

  /** `ARG 3-3 FRA` */
  get text(): string {
    const [home, away] = this.#teams;
    return `${home.symbol} ${this.#both(this.#goals)} ${away.symbol}`;
  }

  /** `2-1` */
  get shootOutText(): string {
    return this.#both(this.#kicks);
  }

  #both(counts: ReadonlyMap<string, number>): string {
    return this.#teams.map((team) => counts.get(teamId(team)) ?? 0).join("-");
  }
}
