// A game's details as op 372 would tell them, brought forward by the messages that change them.
import type { EventView, GameInfo } from "./game-view.ts";
import type { GameDetails, GameOpened, NewGameEvent } from "./messages.ts";

const EVENTS_MAX = 50;

type StateRow = GameInfo["game_state"][number];

export class GameRecord {
  #info: GameInfo | null = null;
  #events: readonly EventView[] = [];

  get info(): GameInfo | null {
    return this.#info;
  }

  get events(): readonly EventView[] {
    return this.#events;
  }

  load(message: GameDetails): void {
    const { res: _, response_header: _header, seq: _seq, log_seq: _log, resync, ...info } = message;
    this.#info = info;
    if (resync === true) this.#events = [];
  }

  opened(message: GameOpened): void {
    if (this.#info === null) return;
    const { actions, targets, open_at } = message;
    const status =
      message.live_start_at > message.response_header.t
        ? "pre_game_betting_active"
        : "game_in_progress_betting_active";
    this.#info = { ...this.#info, actions, targets, open_at, status };
  }

  closed(): void {
    if (this.#info !== null) this.#info = { ...this.#info, status: "game_closed" };
  }

  /** Results of binary pools are told like events, and are none of the game's. */
  happened(message: NewGameEvent): void {
    if (message.action_id.startsWith("binary-")) return;
    const { action_id, target_id, target_display_name, happened_at, current_count } = message;
    const event = { action_id, target_id, target_display_name, happened_at, current_count };
    this.#events = [event, ...this.#events].slice(0, EVENTS_MAX);
    if (this.#info === null) return;
    const { game_state: rows } = this.#info;
    const known = rows.find((row) => row.action_id === action_id);
    const row: StateRow = { ...known, ...current_count, action_id };
    const gameState =
      known === undefined ? [...rows, row] : rows.map((other) => (other === known ? row : other));
    this.#info = { ...this.#info, game_state: gameState };
  }
}
