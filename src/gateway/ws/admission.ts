// How many connections there may be, in all and per address. A place is taken when a connection is
// asked for, before any look-up, and given back when it ends or never comes about.
import { LIMITS, type Limits } from "../../ops/limits.ts";
import type { Refused } from "./delivery.ts";

export class Admission {
  readonly #limits: Limits;
  readonly #perAddress = new Map<string, number>();
  #count = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes a place, or says why there is none. */
  enter(address: string): Refused | null {
    const { connections, connectionsPerAddress } = this.#limits;
    if (this.#count >= connections) {
      const text = `the server has its ${connections} connections; try again later`;
      return { code: LIMITS.connections.code, text };
    }
    const ofAddress = this.#perAddress.get(address) ?? 0;
    if (ofAddress >= connectionsPerAddress) {
      const text = `address ${address} has ${ofAddress} connections; ${connectionsPerAddress} are accepted`;
      return { code: LIMITS.connectionsPerAddress.code, text };
    }
    this.#count++;
    this.#perAddress.set(address, ofAddress + 1);
    return null;
  }

  leave(address: string): void {
    const ofAddress = (this.#perAddress.get(address) ?? 0) - 1;
    if (ofAddress > 0) this.#perAddress.set(address, ofAddress);
    else this.#perAddress.delete(address);
    this.#count--;
  }
}
