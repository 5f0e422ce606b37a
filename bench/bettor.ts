// One player's connection under load: keeps a number of bets unanswered, takes the time of every
// acknowledgement, and looks closely at one in a thousand.
import { FrameSocket, textFrame } from "./frame-socket.ts";
import type { Latencies } from "./latencies.ts";

export type PoolOfStage = { readonly poolId: string; readonly targets: readonly string[] };

const ID_DIGITS = 10;
const NO_ID = "x".repeat(ID_DIGITS);
const SAMPLE_EVERY = 1_000;
const REQUEST_ID_BYTES = `,"request_id":"${NO_ID}"`.length;
/** Where an answer without request_id has its code: the server's times have 13 digits. */
const HEADER_END = '{"response_header":{"t":1234567890123'.length;
const RES_OFFSET = HEADER_END + '},"res":'.length;
const COMMA = 0x2c;
/** Bets a connection can keep unanswered: room for their times and for all of them in one write. */
export const UNANSWERED_MAX = 256;
const FRAME_BYTES_MAX = 256;

type Template = { readonly frame: Buffer; readonly idAt: readonly number[] };

function templateOf(pool: string, target: string, kind: "plain" | "sampled"): Template {
  const header = kind === "sampled" ? `"header":{"request_id":"${NO_ID}"},` : "";
  const frame = textFrame(
    `{${header}"op":392,"pool_id":"${pool}","target":"${target}","amount":1,"client_bet_id":"${NO_ID}"}`,
  );
  const idAt: number[] = [];
  for (let at = frame.indexOf(NO_ID); at >= 0; at = frame.indexOf(NO_ID, at + 1)) idAt.push(at);
  return { frame, idAt };
}

export class Bettor {
  #socket: FrameSocket | null = null;
  #plain: Template[] = [];
  #sampled: Template[] = [];
  readonly #out = Buffer.alloc(UNANSWERED_MAX * FRAME_BYTES_MAX);
  #sentAtMs = new Float64Array(1024);
  #samples: number[] = [];
  #nextId = 0;
  #sent = 0;
  #acked = 0;
  #pushed = 0;
  #keepUnanswered = 0;
  #latencies: Latencies | null = null;
  #drained: (() => void) | null = null;
  #failure: Error | null = null;

  static async connect(url: string, path: string): Promise<Bettor> {
    const bettor = new Bettor();
    bettor.#socket = await FrameSocket.connect(url, path, {
      text: (bytes, start, end) => bettor.#receive(bytes, start, end),
      read: () => bettor.#fill(),
      failed: (error) => bettor.#fail(error),
    });
    return bettor;
  }

  /** Acknowledged bets since the connection was opened. */
  get acked(): number {
    return this.#acked;
  }
  /** Balances, distributions and the like. */
  get pushed(): number {
    return this.#pushed;
  }
  get unanswered(): number {
    return this.#sent - this.#acked;
  }

  betOn(pools: readonly PoolOfStage[]): void {
    const pairs = pools.flatMap(({ poolId, targets }) =>
      targets.map((id) => [poolId, id] as const),
    );
    this.#plain = pairs.map(([poolId, target]) => templateOf(poolId, target, "plain"));
    this.#sampled = pairs.map(([poolId, target]) => templateOf(poolId, target, "sampled"));
  }

  measureInto(latencies: Latencies | null): void {
    this.#latencies = latencies;
  }

  say(text: string): void {
    this.#socket?.write(textFrame(text));
  }

  /** Sends bets as fast as they are answered, so many unanswered at any time. */
  keepUnanswered(count: number): void {
    this.#keepUnanswered = count;
    this.#fill();
  }

  sendOne(): void {
    this.#send(this.#write(0));
  }

  /** Sends no more; resolves when everything is answered, rejects where that can't be. */
  async drain(): Promise<void> {
    this.#keepUnanswered = 0;
    if (this.unanswered > 0 && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    if (this.#failure !== null) throw this.#failure;
  }

  close(): void {
    this.#socket?.close();
  }

  #fill(): void {
    let bytes = 0;
    while (this.unanswered < this.#keepUnanswered) bytes = this.#write(bytes);
    if (bytes > 0) this.#send(bytes);
  }

  #send(bytes: number): void {
    this.#socket?.write(this.#out.subarray(0, bytes));
  }

  /** Puts the next bet behind `at` bytes already there; the new length. */
  #write(at: number): number {
    const id = this.#nextId++;
    const isSample = id % SAMPLE_EVERY === 0;
    const templates = isSample ? this.#sampled : this.#plain;
    const template = templates[id % templates.length];
    if (template === undefined) throw new Error("no pool to bet on");
    template.frame.copy(this.#out, at);
    for (const idAt of template.idAt) {
      let digits = id;
      for (let place = at + idAt + ID_DIGITS - 1; place >= at + idAt; place--) {
        this.#out[place] = 48 + (digits % 10);
        digits = Math.floor(digits / 10);
      }
    }
    if (isSample) this.#samples.push(id);
    this.#sentAtMs[this.#sent++ & 1023] = performance.now();
    return at + template.frame.length;
  }

  #receive(bytes: Buffer, start: number, end: number): void {
    const withId = bytes[start + HEADER_END] === COMMA;
    const res = start + RES_OFFSET + (withId ? REQUEST_ID_BYTES : 0);
    // "356" in one comparison: acknowledgements are nearly everything that comes.
    const code = ((bytes[res] ?? 0) << 16) | ((bytes[res + 1] ?? 0) << 8) | (bytes[res + 2] ?? 0);
    if (code !== 0x333536) {
      this.#pushed++;
      if (code === 0x363636) this.#fail(new Error(bytes.toString("utf8", start, end)));
      return;
    }
    const sentMs = this.#sentAtMs[this.#acked++ & 1023] ?? 0;
    this.#latencies?.add(performance.now() - sentMs);
    if (withId) this.#checkSample(bytes.toString("utf8", start, end));
    if (this.#acked === this.#sent) this.#drained?.();
  }

  #checkSample(text: string): void {
    const expected = String(this.#samples.shift() ?? -1).padStart(ID_DIGITS, "0");
    const answer = JSON.parse(text) as { response_header: { request_id: string }; bet_id: string };
    if (answer.response_header.request_id !== expected || answer.bet_id.length !== 36) {
      this.#fail(new Error(`expected the answer to ${expected}, got ${text}`));
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#keepUnanswered = 0;
    this.#drained?.();
  }
}
