// Messages that are almost right: valid ones with something broken. All chance comes from the seed.
import type { Random } from "../../src/cli/bettors/random.ts";

/** JSON texts of values that some careless reader of fields would trip over. */
const EVIL_VALUES: readonly string[] = [
  "1e308",
  "1e999",
  "-0",
  '"1e3"',
  "0.001",
  "-1",
  '"NaN"',
  "9007199254740993",
  '""',
  "null",
  "true",
  "[]",
  "{}",
  '{"__proto__":{"admin":true}}',
  '["__proto__","constructor","toString"]',
  '"__proto__"',
  '"\\u0000"',
  '"\\ud800"',
  '"a:b:c"',
  `${"[".repeat(2_000)}${"]".repeat(2_000)}`,
  `"${"x".repeat(5_000)}"`,
];

type Fields = Record<string, unknown>;

/** A stand-in that JSON leaves alone, so that texts no value has (1e999) can be put in. */
const EVIL = "<evil>";

export class WireFuzz {
  readonly #random: Random;
  readonly #valid: readonly Fields[];

  constructor(random: Random, valid: readonly object[]) {
    this.#random = random;
    this.#valid = valid.map((message) => ({ ...message }));
  }

  next(requestId: string): string {
    const message: Fields = { header: { request_id: requestId }, ...this.#pick(this.#valid) };
    const changes = this.#random.below(3);
    for (let change = 0; change < changes; change++) this.#breakField(message);
    const evil = this.#pick(EVIL_VALUES);
    const text = JSON.stringify(message).replaceAll(JSON.stringify(EVIL), evil);
    return this.#random.chance(0.2) ? this.#breakText(text) : text;
  }

  #breakField(message: Fields): void {
    const other = this.#pick(this.#valid);
    const names = Object.keys(message).filter((name) => name !== "header" && name !== "op");
    const name = names.length === 0 ? "op" : this.#pick(names);
    switch (this.#random.below(7)) {
      case 0:
        delete message[name];
        return;
      case 1:
        message[name] = EVIL;
        return;
      case 2:
        message[this.#pick(["__proto__x", "constructor", "more", ...Object.keys(other)])] = EVIL;
        return;
      case 3:
        message["op"] = other["op"];
        return;
      case 4:
        Object.assign(message, { ...other, op: message["op"] });
        return;
      case 5:
        message[name] = this.#pick(Object.values(other));
        return;
      default:
        message["header"] = this.#random.chance(0.5) ? EVIL : { request_id: EVIL };
    }
  }

  #breakText(text: string): string {
    const at = this.#random.below(text.length);
    const end = at + 1 + this.#random.below(8);
    switch (this.#random.below(4)) {
      case 0:
        return text.slice(0, at) + text.slice(end);
      case 1:
        return text.slice(0, end) + text.slice(at);
      case 2:
        return text.slice(0, at) + String.fromCharCode(this.#random.below(0x250)) + text.slice(end);
      default:
        return text.slice(0, at);
    }
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = this.#random.pick(items);
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
}
