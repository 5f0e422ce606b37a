// A client as the protocol means it: follows one game in edition 2.0, holds its open pools, and after
// every cut goes on from the last seq it has seen. Throws where a message is missing or comes twice.
import type { GameId } from "../../src/engine/ids.ts";
import type { Edition2Match, WireMessage } from "./edition-2-match.ts";
import type { MemoryGateway, MemorySocket } from "./memory-gateway.ts";

export type Row = { [field: string]: unknown };
export type Wishes = { readonly heartbeat_ms?: number; readonly conflate_ms?: number };

/** The messages that have a place in the sequence, but for snapshots. */
const PLACED = new Set([340, 3402, 341, 342, 352, 362, 363, 366, 368, 369, 370, 371]);

export class Follower {
  /** By id, as rows of 3535. */
  readonly pools = new Map<string, Row>();
  lastSeq = 0;
  resyncs = 0;
  replayed = 0;
  heartbeats = 0;
  /** Says, for every message that arrives, whether it was the last one to come through. */
  isCutAfter: () => boolean = () => false;
  readonly #gateway: MemoryGateway;
  readonly #gameId: GameId;
  #socket: MemorySocket | null = null;
  #line: "up" | "cut" = "cut";
  #isLoaded = false;

  constructor({ gateway, gameId }: Edition2Match) {
    this.#gateway = gateway;
    this.#gameId = gameId;
  }

  get isCut(): boolean {
    return this.#line === "cut";
  }

  connect(wishes: Wishes = {}): void {
    if (this.#socket !== null) this.#gateway.disconnect(this.#socket);
    this.#line = "up";
    const { seq } = this.#gateway.state.games.get(this.#gameId) ?? { seq: 0 };
    const socket = this.#gateway.connect("2.0", null, (text) => {
      if (this.#line === "cut") return;
      this.#take(JSON.parse(text) as WireMessage, seq);
      if (this.isCutAfter()) this.#line = "cut";
    });
    this.#socket = socket;
    const join = { op: 363, game_id: this.#gameId, ...wishes };
    if (this.#isLoaded) {
      this.#gateway.receive(socket, { ...join, last_seq: this.lastSeq });
    } else {
      this.#gateway.receive(socket, join);
      this.#gateway.receive(socket, { op: 387, game_id: this.#gameId });
    }
  }

  #take(message: WireMessage, seqAtJoin: number): void {
    const seq = message["seq"];
    if (message["resync"] === true) {
      // The first half of a snapshot is nothing to go on from.
      if (message.res === 3535) this.#load(message, Number(seq));
      return;
    }
    if (PLACED.has(message.res) && (message.res !== 363 || "expired_at" in message)) {
      if (seq !== this.lastSeq + 1) {
        throw new Error(`seq ${String(seq)} after ${this.lastSeq}: ${JSON.stringify(message)}`);
      }
      this.lastSeq++;
      if (this.lastSeq <= seqAtJoin) this.replayed++;
    } else if (message.res === 333 || message.res === 3330) {
      this.#compare(message);
    } else if (seq !== undefined) {
      throw new Error(`a seq where none belongs: ${JSON.stringify(message)}`);
    }
    this.#apply(message);
  }

  /** What 333 and heartbeats say about the game's seq. */
  #compare(message: WireMessage): void {
    const seq = Number(message["seq"]);
    if (message.res === 333) {
      if (!this.#isLoaded) this.lastSeq = seq;
      return;
    }
    this.heartbeats++;
    if (seq !== this.lastSeq) throw new Error(`a heartbeat at ${seq}, we are at ${this.lastSeq}`);
  }

  #load(message: WireMessage, seq: number | null): void {
    this.pools.clear();
    for (const row of message["pools_list"] as Row[]) this.pools.set(String(row["pool_id"]), row);
    this.#isLoaded = true;
    if (seq === null) return;
    this.resyncs++;
    this.lastSeq = seq;
  }

  #apply(message: WireMessage): void {
    const poolId = String(message["pool_id"]);
    const row = this.pools.get(poolId);
    switch (message.res) {
      case 3535:
        this.#load(message, null);
        return;
      case 352:
        if (row !== undefined) throw new Error(`pool ${poolId} was opened twice`);
        this.pools.set(poolId, rowOf(message));
        return;
      case 360:
        if (row !== undefined && isNewer(message, row)) Object.assign(row, figuresOf(message));
        return;
      case 362:
      case 363:
        if (!this.pools.delete(poolId)) throw new Error(`pool ${poolId} was resolved twice`);
        return;
      case 368:
      case 369:
        if (row === undefined) throw new Error(`pool ${poolId} is not open`);
        row["is_blocked"] = message["is_blocked"];
        row["pool_version"] = message["pool_version"];
        return;
      default:
        return;
    }
  }
}

const ENVELOPE_AND_RENAMED =
  "response_header,res,seq,log_seq,game_id,targets,pool_type,action".split(",");

function without(fields: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** A pool just opened, as it would stand in a list. */
function rowOf(opened: WireMessage): Row {
  const targets = opened["targets"] as Row[];
  return {
    ...without(opened, ENVELOPE_AND_RENAMED),
    type: opened["pool_type"],
    action_id: opened["action"],
    distributions: targets.map((target) => ({
      target_id: target["target_id"],
      bets: [],
      multiplier: target["to_win_if_backed"],
      amount_total: target["backing_money"],
    })),
    bets_count: 0,
    is_final: false,
  };
}

function isNewer(message: WireMessage, row: Row): boolean {
  const byVersion = Number(message["pool_version"]) - Number(row["pool_version"]);
  return (byVersion || Number(message["bets_count"]) - Number(row["bets_count"])) >= 0;
}

function figuresOf(message: WireMessage): Row {
  const { people_involved, money_at_stake, pool_version, bets_count, is_final } = message;
  const rows = message["distribution"] as Row[];
  const distributions = rows.map((row) => without(row, ["display_name"]));
  return { people_involved, money_at_stake, pool_version, bets_count, is_final, distributions };
}
