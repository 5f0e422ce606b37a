// An operator of bots: deposits over /admin, in the sandbox with the key that everybody knows.

/** Long enough for the server, and worthless. */
export const ADMIN_KEY = "sandbox-admin-key-known-to-everybody";

export type Deposit = {
  readonly userId: number;
  readonly currency: string;
  readonly amount: string;
  readonly reference: string;
};

export class Operator {
  readonly #url: string;
  readonly #adminKey: string;

  constructor(url: string, adminKey = ADMIN_KEY) {
    this.#url = url;
    this.#adminKey = adminKey;
  }

  async deposit({ userId, ...body }: Deposit): Promise<void> {
    const response = await fetch(`${this.#url}/admin/users/${userId}/deposits`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#adminKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`a deposit was refused: ${await response.text()}`);
  }
}
