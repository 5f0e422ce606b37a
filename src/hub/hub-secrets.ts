// Secrets of providers, platforms and game sessions: derived under the server key by identity, kept
// nowhere but in this bounded memory of the last ones used.
import type { Identity } from "../identity/identity.ts";

const KEPT_MAX = 10_000;

export class HubSecrets {
  readonly #identity: Pick<Identity, "deriveSecret">;
  readonly #kept = new Map<string, string>();

  constructor(identity: Pick<Identity, "deriveSecret">) {
    this.#identity = identity;
  }

  async of(label: string): Promise<string> {
    const kept = this.#kept.get(label);
    if (kept !== undefined) return kept;
    const secret = await this.#identity.deriveSecret(label);
    if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
    this.#kept.set(label, secret);
    return secret;
  }
}
