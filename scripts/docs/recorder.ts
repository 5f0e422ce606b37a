// Keeps the first request of every op and the first message of every kind that a match brought, made
// the same on every run: what a server must choose at random is numbered instead.
import { OP_CODES, type OpName, type ResponseName } from "../../src/protocol/codes.ts";
import { responseName } from "../../src/protocol/schema/server-schema.ts";
import type { WireClient, WireMessage } from "../../test/support/wire-client.ts";

export type Json = Readonly<Record<string, unknown>>;

export type HttpExample = {
  readonly name: string;
  readonly request: Json | null;
  readonly status: number;
  readonly answer: unknown;
};

export type Examples = {
  readonly requests: ReadonlyMap<OpName, Json>;
  readonly messages: ReadonlyMap<ResponseName, Json>;
  readonly http: readonly HttpExample[];
};

const nameByOp = new Map<number, OpName>(
  Object.entries(OP_CODES).map(([name, op]) => [op, name as OpName]),
);

export class Recorder {
  readonly #requests = new Map<OpName, Json>();
  readonly #messages = new Map<ResponseName, Json>();
  readonly #http: HttpExample[] = [];

  listenTo(client: WireClient): void {
    client.onMessage = (message) => this.#keep(message);
  }

  /** Sends it, keeps it, and waits for its answer. */
  async ask(client: WireClient, op: OpName, fields: Json = {}): Promise<WireMessage> {
    const request = { op: OP_CODES[op], ...fields };
    const answer = await client.ask(request);
    const known = nameByOp.get(request.op);
    const name = responseName(answer.res);
    if (known !== undefined && name !== "error" && !this.#requests.has(known)) {
      this.#requests.set(known, { header: { request_id: "" }, ...request });
    }
    return answer;
  }

  keepHttp(example: HttpExample): void {
    this.#http.push(example);
  }

  #keep(message: WireMessage): void {
    const name = responseName(message.res);
    if (name !== null && !this.#messages.has(name)) this.#messages.set(name, message);
  }

  /** In the order of the codes, whatever order they came in. */
  examples(): Examples {
    const numbered = new Numbering();
    return {
      requests: numbered.all(Object.keys(OP_CODES) as OpName[], this.#requests),
      messages: numbered.all([...this.#messages.keys()].sort(), this.#messages),
      http: this.#http.map((example) => numbered.of(example)),
    };
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const SECRETS: Readonly<Record<string, string>> = {
  request_id: "my-request-1",
  provider_secret: "the-secret-of-this-source",
  secret: "the-secret-of-this-platform",
  gameSessionId: "the-token-of-this-session",
  src: "https://provider.example/play?session=the-token-of-this-session",
  // Of a batch: what is in it was dated and named at random.
  hash: "0123456789abcdef".repeat(4),
  providerPrefix: "1a2b3c4d",
  user_session_key: "the-key-of-this-session",
  api_key: "the-api-key",
  n: "a-nonce-of-mine",
  h: "0123456789abcdef".repeat(4),
};

/** The archive follows at its own pace. */
const AS_OF_SEQ = 1;

/** Ids by the order in which they come up, secrets by their names. */
class Numbering {
  readonly #ids = new Map<string, string>();

  all<Name extends string>(
    names: readonly Name[],
    recorded: ReadonlyMap<Name, Json>,
  ): Map<Name, Json> {
    const made = new Map<Name, Json>();
    for (const name of names) {
      const found = recorded.get(name);
      if (found !== undefined) made.set(name, this.of(found));
    }
    return made;
  }

  of<Value>(value: Value): Value {
    const named = JSON.stringify(value, (field: string, inside: unknown) => {
      if (field === "as_of_seq") return AS_OF_SEQ;
      return typeof inside === "string" && field in SECRETS ? SECRETS[field] : inside;
    });
    return JSON.parse(named.replace(UUID, (id) => this.#numbered(id))) as Value;
  }

  #numbered(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    const number = (this.#ids.size + 1).toString(16).padStart(12, "0");
    const made = `00000000-0000-8000-8000-${number}`;
    this.#ids.set(id, made);
    return made;
  }
}
