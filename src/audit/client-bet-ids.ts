// The client_bet_ids of one pool, each with its user: exact, and a few dozen bytes an id, where a Set
// of strings takes hundreds. An entry is two units of user id, one of length, then the id's units.
import { randomInt } from "node:crypto";

const HEAD_UNITS = 3;
/** Players choose their ids; without the salt they could choose ones that all fall together. */
const SALT = randomInt(2 ** 32);

export class ClientBetIds {
  #units = new Uint16Array(0);
  #unitsUsed = 0;
  /** Open addressing: place of an entry + 1, 0 = free. A power of two, at most half full. */
  #slots = new Uint32Array(0);
  #count = 0;

  /** Whether it is new: false where the user has used the id in this pool before. */
  add(user: number, id: string): boolean {
    if (2 * (this.#count + 1) > this.#slots.length) this.#growSlots();
    const entry = this.#write(user, id);
    const slot = this.#slotFor(entry);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = entry + 1;
    this.#unitsUsed = this.#endOf(entry);
    this.#count++;
    return true;
  }

  /** Written behind the last entry; it counts only once `#unitsUsed` has passed it. */
  #write(user: number, id: string): number {
    const entry = this.#unitsUsed;
    const end = entry + HEAD_UNITS + id.length;
    if (end > this.#units.length) {
      const grown = new Uint16Array(Math.max(64, end, 1.5 * this.#units.length));
      grown.set(this.#units);
      this.#units = grown;
    }
    this.#units[entry] = user & 0xffff;
    this.#units[entry + 1] = user >>> 16;
    this.#units[entry + 2] = id.length;
    for (let at = 0; at < id.length; at++) {
      this.#units[entry + HEAD_UNITS + at] = id.charCodeAt(at);
    }
    return entry;
  }

  #endOf(entry: number): number {
    return entry + HEAD_UNITS + (this.#units[entry + 2] ?? 0);
  }

  /** The slot of an equal entry, or the free one where it belongs. */
  #slotFor(entry: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(entry) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0 || this.#equal(found - 1, entry)) return slot;
    }
  }

  #hash(entry: number): number {
    let hash = SALT;
    const end = this.#endOf(entry);
    for (let at = entry; at < end; at++) {
      hash = Math.imul(hash ^ (this.#units[at] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  #equal(a: number, b: number): boolean {
    const units = this.#endOf(a) - a;
    for (let at = 0; at < units; at++) {
      if (this.#units[a + at] !== this.#units[b + at]) return false;
    }
    return true;
  }

  #growSlots(): void {
    this.#slots = new Uint32Array(Math.max(16, 2 * this.#slots.length));
    for (let entry = 0; entry < this.#unitsUsed; entry = this.#endOf(entry)) {
      this.#slots[this.#slotFor(entry)] = entry + 1;
    }
  }
}
