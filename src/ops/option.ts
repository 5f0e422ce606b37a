// Kinds of command line options: how a text becomes a value, and what to say when it can't.

export type Reading<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "wrong"; readonly accepted: string };

export type Option<Value> = {
  /** What stands for the value in --help. */
  readonly placeholder: string;
  readonly fallback: Value;
  readonly fallbackText: string;
  readonly meaning: string;
  readonly read: (text: string) => Reading<Value>;
  /** Adds one more value to what was given before; null where an option may be given once only. */
  readonly join: ((before: Value, more: Value) => Value) | null;
};

type Described<Value> = { readonly fallback: Value; readonly meaning: string };

export function value<Value>(found: Value): Reading<Value> {
  return { kind: "value", value: found };
}

export function wrong<Value>(accepted: string): Reading<Value> {
  return { kind: "wrong", accepted };
}

export function integerOption(
  described: Described<number> & {
    readonly min: number;
    readonly max: number;
    readonly placeholder: string;
  },
): Option<number> {
  const { min, max, fallback } = described;
  return {
    ...described,
    fallbackText: String(fallback),
    join: null,
    read(text) {
      const number = readWholeNumber(text);
      if (number !== null && number >= min && number <= max) return value(number);
      return wrong(`a whole number from ${min} to ${max}`);
    },
  };
}

export function choiceOption<const Choice extends string>(
  described: Described<Choice> & { readonly choices: readonly Choice[] },
): Option<Choice> {
  const { choices, fallback } = described;
  return {
    ...described,
    placeholder: choices.join("|"),
    fallbackText: fallback,
    join: null,
    read(text) {
      const choice = choices.find((candidate) => candidate === text);
      return choice === undefined ? wrong(`one of ${choices.join(", ")}`) : value(choice);
    },
  };
}

/** A repeatable option; all values together are the option's value. */
export function listOption<Item>(described: {
  readonly placeholder: string;
  readonly meaning: string;
  readonly read: (text: string) => Reading<Item>;
}): Option<readonly Item[]> {
  return {
    ...described,
    fallback: [],
    fallbackText: "none",
    join: (before, more) => [...before, ...more],
    read(text) {
      const item = described.read(text);
      return item.kind === "value" ? value([item.value]) : item;
    },
  };
}

/** Plain digits only, at most 15 of them; null for anything else. */
export function readWholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
