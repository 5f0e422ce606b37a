// The sandbox's operator: deposits over /admin, with the key that everybody knows.

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

  constructor(url: string) {
    this.#url = url;
  }

  async deposit({ userId, ...body }: Deposit): Promise<void> {
    const response = await fetch(`${this.#url}/admin/users/${userId}/deposits`, {
      method: "POST",
      headers: { authorization: `Bearer ${ADMIN_KEY}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`a deposit was refused: ${await response.text()}`);
  }
}
