// The facts of one command while it is being decided: signs them, and hands out ids and pool indexes.
import type { Actor, Context } from "./command.ts";
import type { ActorText, Authority, Fact } from "./fact.ts";
import { type PoolIndex, derivedUuid } from "./ids.ts";
import type { State } from "./state.ts";

export class Draft {
  readonly state: State;
  readonly context: Context;
  readonly facts: Fact[] = [];
  readonly sign: { timeMs: number; by: ActorText; as: Authority };
  #ids = 0;
  #newPools = 0;

  constructor(state: State, context: Context, authority: Authority) {
    this.state = state;
    this.context = context;
    this.sign = { timeMs: context.nowMs, by: actorText(context.actor), as: authority };
  }

  /** The next id of this command; the same seed gives the same ids. */
  newId(): string {
    return derivedUuid("id", this.context.seed, this.#ids++);
  }

  newPoolIndex(): PoolIndex {
    return (this.state.pools.length + this.#newPools++) as PoolIndex;
  }
}

function actorText(actor: Actor): ActorText {
  switch (actor.kind) {
    case "user":
      return `user:${actor.userId}`;
    case "provider":
      return `provider:${actor.sourceId}`;
    case "platform":
      return `platform:${actor.platformId}`;
    case "operator":
      return `operator:${actor.name}`;
    case "system":
      return "system";
  }
}
