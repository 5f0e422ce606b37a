// Who takes part in the golden match, and the transcript of all they send and hear, in order.
import type { Edition } from "../../../src/protocol/edition.ts";
import { type MemoryGateway, type MemorySocket, START_MS, userNamed } from "../../support/memory-gateway.ts";

export type Heard = { readonly res: number; readonly [field: string]: unknown };

export class Cast {
  readonly gateway: MemoryGateway;
  readonly #edition: Edition;
  readonly #lines: string[] = [];

  constructor(gateway: MemoryGateway, edition: Edition) {
    this.gateway = gateway;
    this.#edition = edition;
  }

  /** One line per message: when, from or to whom, and the message as it went. */
  get transcript(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  enter(name: string, userId: number | null): Actor {
    return new Actor(this, name, this.#edition, userId);
  }

  note(direction: "from" | "to", name: string, text: string): void {
    const atMs = this.gateway.time.nowMs() - START_MS;
    this.#lines.push(`{"at":${atMs},"${direction}":"${name}","message":${text}}`);
  }
}

export class Actor {
  readonly #cast: Cast;
  readonly #name: string;
  readonly #edition: Edition;
  readonly #userId: number | null;
  #socket: MemorySocket;
  #heard: Heard[] = [];

  constructor(cast: Cast, name: string, edition: Edition, userId: number | null) {
    this.#cast = cast;
    this.#name = name;
    this.#edition = edition;
    this.#userId = userId;
    this.#socket = this.#connect();
  }

  /** Sends and lets everything happen that needs no time; the first message heard with that code. */
  async ask(message: object, res: number): Promise<Heard> {
    const { gateway } = this.#cast;
    const text = JSON.stringify(message);
    this.#cast.note("from", this.#name, text);
    this.#heard = [];
    gateway.receive(this.#socket, message);
    await gateway.settle();
    const answer = this.#heard.find((heard) => heard.res === res);
    if (answer === undefined) {
      throw new Error(`${text} gave no ${res} but ${JSON.stringify(this.#heard)}`);
    }
    return answer;
  }

  cut(): void {
    this.#cast.gateway.disconnect(this.#socket);
  }

  reconnect(): void {
    this.#socket = this.#connect();
  }

  #connect(): MemorySocket {
    const who = this.#userId === null ? null : userNamed(this.#userId);
    return this.#cast.gateway.connect(this.#edition, who, (text) => {
      this.#cast.note("to", this.#name, text);
      this.#heard.push(JSON.parse(text) as Heard);
    });
  }
}
