// A new pool as it was typed in, as op 385 takes it.
import type { CreatePoolFields } from "../../../client/src/index.ts";
import { minorOf, readAmount } from "../../design/amount.ts";
import { words } from "../../text/console.ts";
import type { Typed } from "../form/form-data.ts";
import { TypedWrong } from "../form/typed-wrong.ts";

export type PoolKind = 1 | 2 | 3 | 4;

const MINUTE_MS = 60_000;

/** Throws where a number can't be read; everything else is the server's to judge. */
export function poolFields(
  typed: Typed,
  kind: PoolKind,
  nowMs: number,
): Omit<CreatePoolFields, "game_id"> {
  const isParimutuel = kind === 1 || kind === 2;
  const finish = kind === 2 || kind === 4 ? typed.maybe("finish") : null;
  const stop = typed.maybe("stop");
  const takeout = typed.maybe("takeout");
  const answers = typed.maybe("answers");
  return {
    pool_type: kind,
    description: typed.text("description"),
    ...(isParimutuel ? { action: typed.text("action"), targets: typed.all("targets") } : {}),
    ...(!isParimutuel && answers !== null ? { targets: namesIn(answers) } : {}),
    ...(finish === null ? {} : { finish_at: nowMs + minutesMs(finish) }),
    ...(stop === null ? {} : { stop_accepting_bets_at: nowMs + minutesMs(stop) }),
    ...(takeout === null ? {} : { takeout_bps: hundredths(takeout) }),
    ...(typed.maybe("recreate") === null ? {} : { recreate_on_end: true }),
    ...(kind === 4 && typed.maybe("manual") !== null ? { manual: true } : {}),
  };
}

function namesIn(answers: string): string[] {
  return answers
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function minutesMs(typed: string): number {
  const amount = readAmount(typed, 2);
  if (amount === null) throw new TypedWrong(words.pool.badMinutes(typed));
  return (Number(minorOf(amount)) * MINUTE_MS) / 100;
}

function hundredths(typed: string): number {
  if (/^0+([.,]0*)?$/.test(typed)) return 0;
  const amount = readAmount(typed.replace(/\s*%$/, ""), 2);
  if (amount === null) throw new TypedWrong(words.pool.badPercent(typed));
  return Number(minorOf(amount));
}
