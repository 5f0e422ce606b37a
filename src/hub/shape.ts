// The kinds of values in bodies of the Open Games API, and how they are put together. Strict: nothing is
// converted but what is said here, no field is passed over, and a problem names path, value and what
// would be accepted.
import { Problem, shown } from "../protocol/problem.ts";
import { isObject } from "./json-text.ts";

export type Shape<Value> = {
  readonly accepts: string;
  readonly read: (value: unknown, path: string) => Value | Problem;
};

export type Field<Value> =
  | { readonly kind: "needed"; readonly shape: Shape<Value> }
  | { readonly kind: "or"; readonly shape: Shape<Value>; readonly absent: Value };

type Fields = Readonly<Record<string, Field<unknown>>>;
export type Values<Table extends Fields> = {
  -readonly [Name in keyof Table]: Table[Name] extends Field<infer Value> ? Value : never;
};

/** `take` gives null for what is not of that kind. */
export function shape<Value>(
  accepts: string,
  take: (value: unknown) => Value | null,
): Shape<Value> {
  return {
    accepts,
    read: (value, path) =>
      take(value) ?? new Problem(`${path} is ${found(value)}; accepted: ${accepts}`),
  };
}

/** Whatever is wrong with it, the value is not repeated. */
export function hidden<Value>({ accepts, read }: Shape<Value>): Shape<Value> {
  return {
    accepts,
    read: (value, path) => {
      const reading = read(value, path);
      return reading instanceof Problem
        ? new Problem(`${path} can't be read; accepted: ${accepts}`)
        : reading;
    },
  };
}

export function orNull<Value>({ read, accepts }: Shape<Value>): Shape<Value | null> {
  return { accepts, read };
}

export function needed<Value>(shape: Shape<Value>): Field<Value> {
  return { kind: "needed", shape };
}

/** null counts as not sent. */
export function or<Value>(shape: Shape<Value>, absent: NoInfer<Value>): Field<Value> {
  return { kind: "or", shape, absent };
}

export function listOf<Value>(item: Shape<Value>, countMax: number): Shape<Value[]> {
  const accepts = `a list of at most ${countMax}, each ${item.accepts}`;
  return {
    accepts,
    read(value, path) {
      if (!Array.isArray(value)) {
        return new Problem(`${path} is ${found(value)}; accepted: ${accepts}`);
      }
      if (value.length > countMax) {
        return new Problem(`${path} has ${value.length} entries; at most ${countMax} are accepted`);
      }
      const values: Value[] = [];
      for (const [at, raw] of value.entries()) {
        const reading = item.read(raw, `${path}[${at}]`);
        if (reading instanceof Problem) return reading;
        values.push(reading);
      }
      return values;
    },
  };
}

export function objectOf<const Table extends Fields>(table: Table): Shape<Values<Table>> {
  const names = Object.keys(table);
  const accepts = `an object with ${names.join(", ")}`;
  return {
    accepts,
    read(value, path) {
      const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
      if (!isObject(value)) {
        return new Problem(`${path} is ${found(value)}; accepted: ${accepts}`);
      }
      for (const name of Object.keys(value)) {
        if (Object.hasOwn(table, name)) continue;
        const text = `${at(name.slice(0, 80))} is no known field; accepted: ${names.join(", ")}`;
        return new Problem(text);
      }
      const values: Record<string, unknown> = {};
      for (const name of names) {
        const field = table[name];
        const raw: unknown = Object.hasOwn(value, name) ? value[name] : undefined;
        if (field === undefined) continue;
        if (field.kind === "or" && (raw === undefined || raw === null)) {
          values[name] = field.absent;
          continue;
        }
        const reading = field.shape.read(raw, at(name));
        if (reading instanceof Problem) return reading;
        values[name] = reading;
      }
      // The loop above has put a value of each field's shape in its place.
      return values as Values<Table>;
    },
  };
}

function found(value: unknown): string {
  return value === undefined ? "missing" : shown(value);
}
