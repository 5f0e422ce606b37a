// GET /r/games/history/{user} and /r/statistics/{user}: what one user did, in memory and in the archive.
// Each game is told from one of the two, never from both.
import type { Hono } from "hono";
import type { GameTally } from "../../archive/archive.ts";
import type { UserId } from "../../engine/ids.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { talliesInMemory } from "../game-tally.ts";
import { jsonAnswer, refusalAnswer } from "./answer.ts";
import { withArchive } from "./archive-answer.ts";
import { admitToHistory } from "./history-gate.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { largeDecimal } from "./large-amount.ts";
import { type Handler, route } from "./routes.ts";

type Tallies = { readonly asOfSeq: number; readonly tallies: readonly GameTally[] };

export function addHistoryRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const reading =
    (bodyOf: (userId: UserId, tallies: Tallies) => object): Handler =>
    async (context) => {
      const reader = await admitToHistory(
        parts,
        context.req.raw.headers,
        context.req.param("user") ?? "",
      );
      if (reader.kind === "refused") return refusalAnswer(reader);
      const { userId } = reader;
      return withArchive(async () => jsonAnswer(200, bodyOf(userId, await read(parts, userId))));
    };
  route(app, "/r/games/history/:user", { GET: reading(historyBody) });
  route(app, "/r/statistics/:user", { GET: reading(statisticsBody) });
}

async function read({ writer, archive }: HttpParts, userId: UserId): Promise<Tallies> {
  writer.catchUp();
  const here = talliesInMemory(writer.state, userId);
  // What is in memory now is told from there, even if it leaves while the archive is asked.
  const inMemory = new Set(writer.state.games.keys());
  await allDurable(writer);
  const { asOfSeq, answer } = await archive.gamesOf(userId);
  const elsewhere = answer.filter(({ gameId }) => !inMemory.has(gameId));
  return { asOfSeq, tallies: [...elsewhere, ...here] };
}

function historyBody(userId: UserId, { asOfSeq, tallies }: Tallies): object {
  const games = tallies
    .toSorted((a, b) => b.seq - a.seq)
    .map((tally) => ({
      game_id: tally.gameId,
      source_id: tally.sourceId,
      game_name: tally.name,
      type: tally.type,
      closed_at: tally.closedAtMs,
      currency: tally.currency,
      pools: tally.pools,
      bets: tally.bets,
      ...amounts([tally]),
    }));
  return { user_id: userId, as_of_seq: asOfSeq, games };
}

function statisticsBody(userId: UserId, { asOfSeq, tallies }: Tallies): object {
  const byCurrency = Map.groupBy(tallies, ({ currency }) => currency);
  const currencies = [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, games]) => [
      currency,
      {
        games: games.length,
        pools: games.reduce((sum, { pools }) => sum + pools, 0),
        bets: games.reduce((sum, { bets }) => sum + bets, 0),
        ...amounts(games),
      },
    ]);
  return { user_id: userId, as_of_seq: asOfSeq, currencies: Object.fromEntries(currencies) };
}

/** stakes = winning_stakes + lost + returned + open; won includes the winning stakes. */
function amounts(tallies: readonly GameTally[]): Record<string, string> {
  const decimals = tallies[0]?.decimals ?? 0;
  const total = (of: (tally: GameTally) => number): string =>
    largeDecimal(
      tallies.reduce((sum, tally) => sum + BigInt(of(tally)), 0n),
      decimals,
    );
  return {
    stakes: total((tally) => tally.stakedMinor),
    winning_stakes: total((tally) => tally.winningStakeMinor),
    won: total((tally) => tally.wonMinor),
    lost: total((tally) => tally.lostMinor),
    returned: total((tally) => tally.returnedMinor),
    open: total((tally) => tally.openMinor),
  };
}
