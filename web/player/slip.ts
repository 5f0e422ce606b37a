// The bet being made: what it is on, how much, and what became of it.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type GameView, MutuelError, type PoolView } from "../../client/src/index.ts";
import { decimalsOf, minorOf, readAmount, textOf } from "../design/amount.ts";
import type { Connection } from "../live/connection.ts";
import { payoutNow } from "./payout.ts";
import type { PoolTerms } from "./pool-terms.ts";

export type Choice = { readonly poolId: string; readonly target: string };

export type SlipPhase =
  | { readonly kind: "choosing" }
  | { readonly kind: "placing" }
  | { readonly kind: "placed"; readonly amount: string }
  | { readonly kind: "refused"; readonly error: unknown };

export type SlipParts = {
  readonly connection: Connection;
  readonly view: ReadonlySignal<GameView>;
  readonly pool: (poolId: string) => ReadonlySignal<PoolView | undefined>;
  readonly terms: PoolTerms;
};

export class Slip {
  readonly #parts: SlipParts;
  readonly choice = signal<Choice | null>(null);
  /** As typed. */
  readonly typed = signal("");
  readonly phase = signal<SlipPhase>({ kind: "choosing" });
  /** Of what is chosen; undefined once it is resolved. */
  readonly pool: ReadonlySignal<PoolView | undefined>;
  readonly takeoutBps: ReadonlySignal<number | null>;
  readonly decimals: ReadonlySignal<number>;
  /** null while it is none. */
  readonly stake: ReadonlySignal<string | null>;
  /** null while it can't be told. */
  readonly pays: ReadonlySignal<string | null>;
  readonly end: () => void;
  /** What had the focus before the slip came up. */
  #opener: HTMLElement | null = null;

  constructor(parts: SlipParts) {
    this.#parts = parts;
    const { choice } = this;
    this.pool = computed(() =>
      choice.value === null ? undefined : parts.pool(choice.value.poolId).value,
    );
    this.takeoutBps = computed(() =>
      choice.value === null ? null : parts.terms.takeoutBps(choice.value.poolId).value,
    );
    this.decimals = computed(() => {
      const pool = this.pool.value ?? parts.view.value.pools[0];
      return pool === undefined ? 2 : decimalsOf(pool.money_at_stake);
    });
    this.stake = computed(() => readAmount(this.typed.value, this.decimals.value));
    this.pays = computed(() => this.#paysNow());
    this.end = effect(() => {
      const { value: pool } = this.pool;
      untracked(() => this.#poolChanged(pool));
    });
  }

  choose(choice: Choice, opener: HTMLElement | null): void {
    this.#opener = opener;
    this.choice.value = choice;
    this.phase.value = { kind: "choosing" };
  }

  clear(): void {
    this.choice.value = null;
    this.phase.value = { kind: "choosing" };
    this.#opener?.focus();
  }

  type(text: string): void {
    this.typed.value = text;
    if (this.phase.value.kind !== "placing") this.phase.value = { kind: "choosing" };
  }

  /** On top of what stands there. */
  add(units: number): void {
    const decimals = this.decimals.value;
    const stake = minorOf(this.stake.value ?? textOf(0n, decimals));
    this.type(plain(textOf(stake + BigInt(units) * 10n ** BigInt(decimals), decimals)));
  }

  addAll(): void {
    const available = this.#parts.view.value.balance?.available_balance;
    if (available !== undefined) this.type(plain(available));
  }

  /** A bet whose answer gets lost is found out by the client, and never placed twice. */
  async place(): Promise<void> {
    const { value: choice } = this.choice;
    const { value: amount } = this.stake;
    if (choice === null || amount === null || this.phase.value.kind === "placing") return;
    this.phase.value = { kind: "placing" };
    const { poolId, target } = choice;
    try {
      const client = this.#parts.connection.client.value;
      await client.placeBet({ pool_id: poolId, target, amount });
      this.#tell(choice, { kind: "placed", amount });
      if (this.choice.value === choice) this.typed.value = "";
    } catch (error) {
      this.#tell(choice, { kind: "refused", error });
    }
  }

  #poolChanged(pool: PoolView | undefined): void {
    const phase = this.phase.value;
    if (pool === undefined) {
      // The bet is in, and its pool is over: nothing is left to say here.
      if (phase.kind === "placed") this.choice.value = null;
      return;
    }
    // What was refused because of a lock may do once that is gone.
    if (pool.is_blocked || phase.kind !== "refused" || !(phase.error instanceof MutuelError))
      return;
    if (phase.error.code === "POOL_BLOCKED") this.phase.value = { kind: "choosing" };
  }

  /** Only while it is still about that bet. */
  #tell(choice: Choice, phase: SlipPhase): void {
    if (this.choice.value === choice) this.phase.value = phase;
  }

  #paysNow(): string | null {
    const { value: pool } = this.pool;
    const { value: stake } = this.stake;
    const { value: takeoutBps } = this.takeoutBps;
    if (pool === undefined || stake === null || takeoutBps === null) return null;
    const target = this.choice.value?.target;
    const row = pool.distributions.find(({ target_id: id }) => id === target);
    if (row === undefined) return null;
    const sums = {
      grossMinor: minorOf(pool.money_at_stake),
      backingMinor: minorOf(row.amount_total),
      takeoutBps,
    };
    return textOf(payoutNow(sums, minorOf(stake)), this.decimals.value);
  }
}

/** Without decimals that say nothing, as one would type it. */
function plain(amount: string): string {
  return amount.replace(/\.0+$/, "");
}
