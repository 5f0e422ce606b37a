// Where the demo prints: lines that stay, and one status line below them, redrawn in place on a terminal
// and printed now and then elsewhere.
import type { Clock } from "../../ops/clock.ts";

export type Output = {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
};

export type Style = "bold" | "green" | "red" | "dim";

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32 };
export const WIDTH = 80;
const STATUS_EVERY_MS = 5_000;
const CLEAR_LINE = "\r\u001b[2K";

export class Screen {
  readonly #output: Output;
  readonly #clock: Clock;
  readonly #colours: "on" | "off";
  #status = "";
  #statusAtMs = -Infinity;

  constructor(output: Output, clock: Clock, environment: Readonly<Record<string, unknown>>) {
    this.#output = output;
    this.#clock = clock;
    const wanted = (environment["NO_COLOR"] ?? "") === "";
    this.#colours = output.isTTY === true && wanted ? "on" : "off";
  }

  paint(style: Style, text: string): string {
    return this.#colours === "on" ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
  }

  line(text = ""): void {
    if (this.#isTerminal && this.#status !== "") {
      this.#output.write(`${CLEAR_LINE}${text}\n${this.#status}`);
    } else {
      this.#output.write(`${text}\n`);
    }
  }

  /** Shows the present state of things; cut to the width of the screen. */
  status(text: string): void {
    const shown = text.slice(0, WIDTH - 1);
    if (this.#isTerminal) {
      this.#status = shown;
      this.#output.write(`${CLEAR_LINE}${shown}`);
      return;
    }
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#statusAtMs < STATUS_EVERY_MS) return;
    this.#statusAtMs = nowMs;
    this.#output.write(`${shown}\n`);
  }

  endStatus(): void {
    if (this.#isTerminal && this.#status !== "") this.#output.write(CLEAR_LINE);
    this.#status = "";
    this.#statusAtMs = -Infinity;
  }

  get #isTerminal(): boolean {
    return this.#output.isTTY === true;
  }
}
