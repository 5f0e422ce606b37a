// Rounds of one measurement and their median, field by field.

export type Figures = { readonly [name: string]: number };

export class Measurement<Round extends Figures> {
  readonly name: string;
  readonly #rounds: Round[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(round: Round): void {
    this.#rounds.push(round);
  }

  get rounds(): readonly Round[] {
    return this.#rounds;
  }

  median(figure: keyof Round & string): number {
    const values = this.#rounds.map((round) => Number(round[figure])).sort((a, b) => a - b);
    const middle = Math.floor(values.length / 2);
    const upper = values[middle] ?? Number.NaN;
    return values.length % 2 === 1 ? upper : (upper + (values[middle - 1] ?? upper)) / 2;
  }

  /** Lowest and highest of the rounds. */
  range(figure: keyof Round & string): readonly [number, number] {
    const values = this.#rounds.map((round) => Number(round[figure]));
    return [Math.min(...values), Math.max(...values)];
  }
}
