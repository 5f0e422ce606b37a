// Stretches of the golden match as it goes over the wire in edition 2.0, for the pages to show.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./api-documents.ts";
import { jsonBlock } from "./markdown.ts";

const TRANSCRIPT = "test/golden/transcripts/match-2.0.jsonl";

type Line = {
  readonly at: number;
  readonly from?: string;
  readonly to?: string;
  readonly message: { readonly op?: number; readonly res?: number } & object;
};

/** A stretch begins with what somebody asks, and has what follows until the next is asked. */
type Stretch = {
  readonly who: string;
  readonly op: number;
  /** Which of these questions of theirs, from 1. */
  readonly time: number;
  /** Only messages to these are shown; absent: whoever heard something. */
  readonly to?: readonly string[];
};

export const TALKS: Readonly<Record<string, readonly Stretch[]>> = {
  sources: [{ who: "provider", op: 365, time: 1 }],
  games: [
    { who: "provider", op: 3701, time: 1 },
    { who: "provider", op: 3702, time: 1, to: ["provider"] },
    { who: "provider", op: 616, time: 1, to: ["provider"] },
  ],
  pools: [{ who: "provider", op: 385, time: 1, to: ["provider", "ann"] }],
  bets: [
    { who: "ann", op: 392, time: 1, to: ["ann"] },
    { who: "ann", op: 392, time: 2, to: ["ann"] },
    { who: "ben", op: 392, time: 2, to: ["ben"] },
  ],
  events: [{ who: "provider", op: 395, time: 1, to: ["provider", "ann"] }],
  blocks: [
    { who: "provider", op: 397, time: 1, to: ["provider", "ann"] },
    { who: "ben", op: 392, time: 4, to: ["ben"] },
    { who: "provider", op: 398, time: 1, to: ["provider", "ann"] },
  ],
  accounts: [
    { who: "ann", op: 800, time: 1 },
    { who: "ann", op: 810, time: 1 },
    { who: "ann", op: 840, time: 1 },
  ],
};

export async function talk(name: string): Promise<string> {
  const lines = readFileSync(join(ROOT, TRANSCRIPT), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const blocks: string[] = [];
  for (const stretch of TALKS[name] ?? []) blocks.push(await shown(stretchOf(lines, stretch)));
  return blocks.join("");
}

function stretchOf(lines: readonly Line[], { who, op, time, to }: Stretch): Line[] {
  const asked = lines.flatMap(({ from, message }, at) =>
    from === who && message.op === op ? [at] : [],
  );
  const begin = asked[time - 1];
  if (begin === undefined)
    throw new Error(`${who} asks op ${op} no ${time} times in ${TRANSCRIPT}`);
  const next = lines.findIndex(({ from }, at) => at > begin && from !== undefined);
  const answers = lines.slice(begin + 1, next < 0 ? lines.length : next);
  const heard = answers.filter((line) => to === undefined || to.includes(line.to ?? ""));
  return [lines[begin], ...heard].filter((line) => line !== undefined);
}

/** A block each, under the name of who sends or hears it. */
async function shown(lines: readonly Line[]): Promise<string> {
  const blocks: string[] = [];
  for (const { from, to = "", message } of lines) {
    const title = from === undefined ? `${to} hears` : `${from} asks`;
    blocks.push(`<p class="says">${title}</p>\n\n${await jsonBlock(message)}`);
  }
  return blocks.join("");
}
