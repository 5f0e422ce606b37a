// Players in another runtime, told what to do by calls of `playersApi`: in a page they are called
// directly, in Node line by line over stdin.
import { CutPlayer, type PlayerOrder, type PlayerReport } from "./cut-player.ts";

const players: CutPlayer[] = [];

const api = {
  start: (orders: readonly PlayerOrder[]): null => {
    for (const order of orders) players.push(new CutPlayer(order));
    return null;
  },
  rest: async (): Promise<null> => {
    await Promise.all(players.map((player) => player.rest()));
    return null;
  },
  reports: (): PlayerReport[] => players.map((player) => player.report()),
  close: (): null => {
    for (const player of players) player.close();
    return null;
  },
};

export type PlayersApi = typeof api;

Object.assign(globalThis, { playersApi: api });

if (typeof process === "object" && "stdin" in process) {
  let line = "";
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (text) => {
    const lines = `${line}${String(text)}`.split("\n");
    line = lines.pop() ?? "";
    for (const asked of lines) void answer(asked);
  });
}

async function answer(asked: string): Promise<void> {
  const { call, orders } = JSON.parse(asked) as { call: keyof PlayersApi; orders: PlayerOrder[] };
  const told = call === "start" ? api.start(orders) : await api[call]();
  process.stdout.write(`${JSON.stringify(told)}\n`);
  if (call === "close") process.stdin.destroy();
}
