// The one way in and the one way out: what gateways and the command line see of the sequencer.
import type { Actor, Command } from "../engine/command.ts";
import type { Answer } from "../engine/decision.ts";
import type { Fact } from "../engine/fact.ts";
import type { Refusal } from "../engine/refusal.ts";
import type { State } from "../engine/state.ts";

/** Refusals of the writer itself; nothing was touched. */
export type WriterRefusal = {
  kind: "refused";
  code: "CLOCK_UNSURE" | "BUSY" | "INTERNAL";
  text: string;
};

/** What a command would come to now. */
export type Preview =
  { kind: "accepted"; facts: readonly Fact[]; answer: Answer } | Refusal | WriterRefusal;

export type Outcome =
  | { kind: "accepted"; answer: Answer; /** Seq of the last fact so far. */ logSeq: number }
  | Refusal
  | WriterRefusal;

/** Whoever asked; opaque to the writer, handed on with the facts of the command. */
export type Origin = object;

export interface FactObserver {
  /** Called right after the fact was evolved, before the next one is. `origin` is null for timers. */
  onFact(fact: Fact, seq: number, origin: Origin | null): void;
}

export interface Writer {
  /** The state at `decidedSeq`. Read it, never change it. */
  readonly state: State;
  /** Server time of the last decision or now, whichever is later; epoch ms. */
  nowMs(): number;
  /**
   * Decides at once: due timers first, then the command; each fact is evolved and shown to the
   * observers. What is said about it leaves only through `release`.
   */
  submit(command: Command, actor: Actor, origin: Origin | null): Outcome;
  /** Decides as `submit` does, and leaves it at that: nothing is changed, nothing written. */
  preview(command: Command, actor: Actor): Preview;
  /** Fires timers due by now, so that a read shows them. Call before rendering a read. */
  catchUp(): void;
  /**
   * The one exit. `send` runs when everything decided so far is durable, in the order of the calls;
   * it must hold bytes rendered already, because the state is ahead by then.
   */
  release(send: () => void): void;
  observe(observer: FactObserver): void;
}
