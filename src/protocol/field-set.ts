// The fields an op takes, as data: reading and error texts follow from one table, and documents will.
// Reads only own keys of the body, so `__proto__` and `constructor` are unknown fields like any other.
import { Problem, shown } from "./problem.ts";
import type { Shape } from "./shape.ts";

export type Need = "required" | "optional";

export type Field<Value, Needed extends Need = Need> = {
  /** Names on the wire: the first is the documented one, the others are synonyms. */
  names: readonly string[];
  need: Needed;
  shape: Shape<Value>;
};

export type Fields = Record<string, Field<unknown>>;

/** What reading gives: absent optional fields are null. */
export type Values<Table extends Fields> = {
  [Key in keyof Table]: Table[Key] extends Field<infer Value, infer Needed>
    ? "optional" extends Needed
      ? Value | null
      : Value
    : never;
};

export function required<Value>(shape: Shape<Value>, ...names: string[]): Field<Value, "required"> {
  return { names, need: "required", shape };
}

export function optional<Value>(shape: Shape<Value>, ...names: string[]): Field<Value, "optional"> {
  return { names, need: "optional", shape };
}

export type Body = Readonly<Record<string, unknown>>;

/** Whether a field counts as not sent. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

export class FieldSet<Table extends Fields> {
  readonly fields: Table;
  /** Taken and not looked at. */
  readonly ignored: readonly string[];
  readonly #slots = new Map<string, number>();
  readonly #keys: string[];
  readonly #fields: Field<unknown>[];

  constructor(fields: Table, ignored: readonly string[] = []) {
    this.fields = fields;
    this.ignored = ignored;
    this.#keys = Object.keys(fields);
    this.#fields = Object.values(fields);
    for (const name of ["header", "op", ...ignored]) this.#slots.set(name, -1);
    this.#fields.forEach((field, slot) => {
      for (const name of field.names) this.#slots.set(name, slot);
    });
  }

  read(body: Body, nowMs: number): Values<Table> | Problem {
    const values: Record<string, unknown> = {};
    for (const key of this.#keys) values[key] = null;
    for (const name in body) {
      const slot = this.#slots.get(name);
      if (slot === undefined) return this.#unknown(name);
      const raw = body[name];
      if (slot < 0 || isAbsent(raw)) continue;
      const field = this.#fields[slot];
      const key = this.#keys[slot];
      if (field === undefined || key === undefined) continue;
      const value = field.shape.read(raw, nowMs);
      if (value instanceof Problem) return new Problem(`${name} ${value.text}`);
      const before = values[key];
      if (before !== null && before !== value) return contradiction(field, before, value);
      values[key] = value;
    }
    return this.#missing(values) ?? (values as Values<Table>);
  }

  #missing(values: Record<string, unknown>): Problem | null {
    for (let slot = 0; slot < this.#fields.length; slot++) {
      const field = this.#fields[slot];
      if (field?.need === "required" && values[this.#keys[slot] ?? ""] === null) {
        return new Problem(
          `${field.names.join(" or ")} is missing; accepted: ${field.shape.accepts}`,
        );
      }
    }
    return null;
  }

  #unknown(name: string): Problem {
    const taken = [...this.#slots.keys()].filter((known) => known !== "header" && known !== "op");
    const list = taken.length === 0 ? "no fields" : taken.sort().join(", ");
    return new Problem(`there is no field ${shown(name)} here; this op takes ${list}`);
  }
}

function contradiction(field: Field<unknown>, before: unknown, value: unknown): Problem {
  return new Problem(
    `${field.names.join(" and ")} are the same field but say ${shown(before)} and ${shown(value)}; send one`,
  );
}
