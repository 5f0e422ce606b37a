// The second half of signing up: the account in the log, then the user active. Can be done again at
// any time: sign-up, login and the start of the server all finish what was left pending.
import type { UserId } from "../engine/ids.ts";
import type { Identity } from "../identity/identity.ts";
import type { Outcome, Writer } from "../sequencer/writer.ts";
import { allDurable } from "../sequencer/all-durable.ts";

export class AccountOpening {
  readonly #writer: Writer;
  readonly #identity: Identity;

  constructor(writer: Writer, identity: Identity) {
    this.#writer = writer;
    this.#identity = identity;
  }

  /** Resolves when the account is durable and the user active. */
  async finish(user: { userId: number; country: string | null }): Promise<Outcome> {
    const userId = user.userId as UserId;
    const { country } = user;
    const command = { kind: "open-account", userId, country } as const;
    const outcome = this.#writer.submit(command, { kind: "system" }, null);
    if (outcome.kind === "refused") return outcome;
    await allDurable(this.#writer);
    await this.#identity.activate(userId);
    return outcome;
  }

  /** What a crash or a refusal left pending. */
  async finishAll(): Promise<number> {
    const pending = await this.#identity.pendingUsers();
    for (const user of pending) await this.finish(user);
    return pending.length;
  }
}
