// One message of the server as the demo reads it: strictly. A field that is missing or of another type
// than the protocol says is a fault of the server and ends the demo.

class WireFault extends Error {}

export class Message {
  readonly res: number;
  readonly requestId: string | null;
  /** Server time at which it was rendered, epoch ms. */
  readonly timeMs: number;
  readonly #body: Readonly<Record<string, unknown>>;

  constructor(text: string) {
    const body = parse(text);
    this.#body = body;
    this.res = this.number("res");
    const header = this.object("response_header");
    const { t, request_id: requestId } = header;
    if (typeof t !== "number") throw fault("response_header.t", t, "a number");
    this.timeMs = t;
    this.requestId = typeof requestId === "string" ? requestId : null;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#body, name);
  }

  text(name: string): string {
    return textIn(this.#body, name);
  }

  number(name: string): number {
    return numberIn(this.#body, name);
  }

  flag(name: string): boolean {
    const value = this.#body[name];
    if (typeof value !== "boolean") throw fault(name, value, "true or false");
    return value;
  }

  textOrNull(name: string): string | null {
    return this.#body[name] === null ? null : this.text(name);
  }

  object(name: string): Readonly<Record<string, unknown>> {
    return objectIn(this.#body, name);
  }

  numbers(name: string): readonly number[] {
    const value = this.#body[name];
    if (Array.isArray(value) && value.every((item) => typeof item === "number")) return value;
    throw fault(name, value, "a list of numbers");
  }
}

type Fields = Readonly<Record<string, unknown>>;

export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw fault(name, value, "a text");
  return value;
}

export function numberIn(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== "number") throw fault(name, value, "a number");
  return value;
}

export function objectIn(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (!isObject(value)) throw fault(name, value, "an object");
  return value;
}

/** Finds `res` without parsing: most of what a player is sent, somebody else has read already. */
export function peekRes(text: string): number {
  const found = /"res":(\d+)/.exec(text.slice(0, 240));
  return found === null ? -1 : Number(found[1]);
}

function parse(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WireFault(`the server sent what is no JSON: ${text.slice(0, 120)}`);
  }
  if (!isObject(value)) throw new WireFault(`the server sent no object: ${text.slice(0, 120)}`);
  return value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fault(name: string, value: unknown, expected: string): WireFault {
  const shown = JSON.stringify(value)?.slice(0, 120) ?? "nothing";
  return new WireFault(`the server sent ${shown} as ${name}; the protocol says ${expected}`);
}
