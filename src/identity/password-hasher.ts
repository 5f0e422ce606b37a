// argon2id, one password at a time behind a bounded queue: hashing is the costliest thing a stranger
// can ask for, so it may take neither all cores nor unbounded memory.
import type { PasswordCost } from "./settings.ts";

export type HashResult = { readonly kind: "hashed"; readonly hash: string } | Busy;
export type VerifyResult = { readonly kind: "verified"; readonly matches: boolean } | Busy;
interface Busy {
  readonly kind: "busy";
}

export interface PasswordHasher {
  hash(password: string): Promise<HashResult>;
  verify(password: string, hash: string): Promise<VerifyResult>;
}

export class Argon2Hasher implements PasswordHasher {
  readonly #cost: PasswordCost;
  readonly #queueMax: number;
  #queued = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(cost: PasswordCost, queueMax: number) {
    this.#cost = cost;
    this.#queueMax = queueMax;
  }

  async hash(password: string): Promise<HashResult> {
    if (this.#queued >= this.#queueMax) return { kind: "busy" };
    const { memoryCostKiB, timeCost } = this.#cost;
    const options = { algorithm: "argon2id", memoryCost: memoryCostKiB, timeCost } as const;
    const hash = await this.#inTurn(() => Bun.password.hash(password, options));
    return { kind: "hashed", hash };
  }

  async verify(password: string, hash: string): Promise<VerifyResult> {
    if (this.#queued >= this.#queueMax) return { kind: "busy" };
    const matches = await this.#inTurn(() => Bun.password.verify(password, hash));
    return { kind: "verified", matches };
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#queued += 1;
    const turn = this.#last.then(work);
    // A failure is its caller's; the next in the queue goes on.
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#queued -= 1;
    }
  }
}
