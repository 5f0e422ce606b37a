// A value of a JSON document with the path it stands at, so that whatever is wrong with it can be told
// with path, value and what would be accepted.

export class JsonFault extends Error {}

type Range = { readonly min: number; readonly max: number };

const SHOWN_MAX = 80;

export class JsonValue {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path = "") {
    this.value = value;
    this.path = path;
  }

  static parse(text: string): JsonValue {
    try {
      return new JsonValue(JSON.parse(text));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new JsonFault(`this is no JSON: ${why}`);
    }
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  get isNull(): boolean {
    return this.value === null;
  }

  /** A field of an object; one that is not there is a value that is absent. */
  get(name: string): JsonValue {
    const path = this.path === "" ? name : `${this.path}.${name}`;
    const fields = this.#fields();
    return new JsonValue(Object.hasOwn(fields, name) ? fields[name] : undefined, path);
  }

  /** Refuses every field that is not in the list: a misspelt one would go unnoticed. */
  knowsOnly(...names: readonly string[]): void {
    const stranger = Object.keys(this.#fields()).find((name) => !names.includes(name));
    if (stranger !== undefined)
      throw this.get(stranger).fault(`nothing; known here: ${names.join(", ")}`);
  }

  entries(): [string, JsonValue][] {
    return Object.keys(this.#fields()).map((name) => [name, this.get(name)]);
  }

  list({ min, max }: Range): JsonValue[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      throw this.fault(`a list of ${min} to ${max} entries`);
    }
    return value.map((entry: unknown, index) => new JsonValue(entry, `${this.path}[${index}]`));
  }

  text(max: number): string {
    const { value } = this;
    if (typeof value === "string" && value.trim() !== "" && value.length <= max) {
      if (value.isWellFormed()) return value.normalize("NFC").trim();
    }
    throw this.fault(`a text of 1 to ${max} characters`);
  }

  number({ min, max }: Range): number {
    const { value } = this;
    if (typeof value === "number" && value >= min && value <= max) return value;
    throw this.fault(`a number from ${min} to ${max}`);
  }

  wholeNumber(range: Range): number {
    const number = this.number(range);
    if (Number.isSafeInteger(number)) return number;
    throw this.fault(`a whole number from ${range.min} to ${range.max}`);
  }

  choice<const Choice extends string>(choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) throw this.fault(`one of ${choices.join(", ")}`);
    return found;
  }

  fault(accepted: string): JsonFault {
    const where = this.path === "" ? "the document" : this.path;
    const what = this.isAbsent ? "missing" : this.#shown();
    return new JsonFault(`${where} is ${what}; accepted: ${accepted}`);
  }

  #fields(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    throw this.fault("an object");
  }

  #shown(): string {
    const text = JSON.stringify(this.value);
    return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
  }
}
