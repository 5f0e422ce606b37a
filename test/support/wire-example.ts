// Compares a message with the documents' example of it: same keys, same nesting, same values. What may
// differ by itself is what no server could repeat: ids, times, and the keys of dictionaries by id.
// Every other difference has to be named by the test, with the value that is right.

export type Allowances = {
  /** Fields of ours that the example does not have, as paths; `*` stands for any key. */
  readonly added?: readonly string[];
  /** Values of ours where the example's is no longer right, by path. */
  readonly instead?: Readonly<Record<string, unknown>>;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME_FIELD = /_at$/;
const TIME_TEXT = /^1\d{12}$/;
const TIME_MIN_MS = 1_000_000_000_000;

/** Sentences; empty where the message is like its example. */
export function differences(actual: unknown, example: unknown, allowed: Allowances = {}): string[] {
  const found: string[] = [];
  const used = new Set<string>();
  compare(actual, example, { path: [], allowed, found, used });
  const named = [...(allowed.added ?? []), ...Object.keys(allowed.instead ?? {})];
  for (const path of named) if (!used.has(path)) found.push(`${path}: allowed, but no difference`);
  return found;
}

type Place = {
  readonly path: readonly string[];
  readonly allowed: Allowances;
  readonly found: string[];
  readonly used: Set<string>;
};

function compare(actual: unknown, example: unknown, place: Place): void {
  const { path, allowed, found, used } = place;
  const instead = Object.keys(allowed.instead ?? {}).find((pattern) => isAt(pattern, path));
  if (instead !== undefined) {
    used.add(instead);
    const right = allowed.instead?.[instead];
    if (JSON.stringify(actual) !== JSON.stringify(right)) say(place, actual, right);
    return;
  }
  if (path.join() === "response_header") {
    compareHeader(actual, found);
  } else if (Array.isArray(example)) {
    compareLists(actual, example as unknown[], place);
  } else if (isObject(example)) {
    compareObjects(actual, example, place);
  } else if (!isSameValue(actual, example, path.at(-1) ?? "")) {
    say(place, actual, example);
  }
}

/** The examples leave the header empty; ours has a time, and request_id where there was one. */
function compareHeader(actual: unknown, found: string[]): void {
  const header = isObject(actual) ? actual : {};
  const { t, request_id: requestId, ...rest } = header;
  const isRight = typeof t === "number" && ["string", "undefined"].includes(typeof requestId);
  if (!isRight || Object.keys(rest).length > 0) found.push(`header: ${JSON.stringify(actual)}`);
}

function compareObjects(actual: unknown, example: object, place: Place): void {
  if (!isObject(actual)) {
    say(place, actual, example);
    return;
  }
  const right = new Map<string, unknown>(Object.entries(example));
  const ours = new Map<string, unknown>(Object.entries(actual));
  if (right.size > 0 && [...right.keys()].every((key) => UUID.test(key))) {
    const isById = [...ours.keys()].every((key) => UUID.test(key));
    if (!isById || ours.size !== right.size) say(place, [...ours.keys()], [...right.keys()]);
    const values = [...right.values()];
    [...ours].forEach(([key, value], at) => compare(value, values[at], below(place, key)));
    return;
  }
  for (const [key, value] of right) {
    if (ours.has(key)) compare(ours.get(key), value, below(place, key));
    else place.found.push(`${[...place.path, key].join(".")}: missing`);
  }
  for (const key of ours.keys()) {
    if (!right.has(key)) compareAdded(below(place, key));
  }
}

function compareAdded({ path, allowed, found, used }: Place): void {
  const pattern = allowed.added?.find((each) => isAt(each, path));
  if (pattern === undefined) found.push(`${path.join(".")}: the example has no such field`);
  else used.add(pattern);
}

/** Lists of things with ids have no order that means anything; all others do. */
function compareLists(actual: unknown, example: readonly unknown[], place: Place): void {
  if (!Array.isArray(actual) || actual.length !== example.length) {
    say(place, actual, example);
    return;
  }
  const [ours, right] = [inOrder(actual as unknown[]), inOrder(example)];
  right.forEach((value, at) => compare(ours[at], value, below(place, String(at))));
}

function inOrder(list: readonly unknown[]): readonly unknown[] {
  const names = list.map(nameOf);
  if (names.includes(null)) return list;
  return [...list].sort((a, b) => String(nameOf(a)).localeCompare(String(nameOf(b))));
}

function nameOf(value: unknown): string | null {
  if (!isObject(value) || "event_id" in value) return null;
  const { target_id: target, action_id: action, name } = value;
  if (typeof target === "string") return target;
  return typeof action === "string" && typeof name === "string" ? action : null;
}

function isSameValue(actual: unknown, example: unknown, field: string): boolean {
  if (Object.is(actual, example)) return true;
  if (typeof example === "string" && (UUID.test(example) || example.startsWith(":YOUR_"))) {
    return typeof actual === "string" && UUID.test(actual);
  }
  if (!TIME_FIELD.test(field)) return false;
  if (typeof example === "number") return typeof actual === "number" && actual >= TIME_MIN_MS;
  return (
    typeof example === "string" &&
    TIME_TEXT.test(example) &&
    typeof actual === "string" &&
    TIME_TEXT.test(actual)
  );
}

function isAt(pattern: string, path: readonly string[]): boolean {
  const keys = pattern.split(".");
  return keys.length === path.length && keys.every((key, at) => key === "*" || key === path[at]);
}

function below(place: Place, key: string): Place {
  return { ...place, path: [...place.path, key] };
}

function say({ path, found }: Place, actual: unknown, right: unknown): void {
  found.push(`${path.join(".")}: ${JSON.stringify(actual)} instead of ${JSON.stringify(right)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
