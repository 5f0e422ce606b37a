// What /metrics shows, in the text format of Prometheus. Counting is one addition; everything that can
// be asked for when it is wanted is read then, not kept up to date.

type Labels = Readonly<Record<string, string>>;
type MetricKind = "counter" | "gauge" | "histogram";
type Sample = { readonly suffix: string; readonly labels: Labels; readonly value: number };
type Metric = {
  readonly name: string;
  readonly kind: MetricKind;
  readonly help: string;
  readonly samples: () => readonly Sample[];
};

export class Counter {
  #value = 0;
  add(amount = 1): void {
    this.#value += amount;
  }
  get value(): number {
    return this.#value;
  }
}

/** A counter per value of one label; the values must come from a closed set. */
export class CounterFamily {
  readonly #counters = new Map<string, Counter>();

  of(label: string): Counter {
    let counter = this.#counters.get(label);
    if (counter === undefined) {
      counter = new Counter();
      this.#counters.set(label, counter);
    }
    return counter;
  }

  entries(): [string, Counter][] {
    return [...this.#counters].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

class Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count++;
    const at = this.#bounds.findIndex((bound) => value <= bound);
    if (at >= 0) this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  samples(): Sample[] {
    let below = 0;
    const buckets = this.#bounds.map((bound, at) => {
      below += this.#counts[at] ?? 0;
      return { suffix: "_bucket", labels: { le: String(bound) }, value: below };
    });
    return [
      ...buckets,
      { suffix: "_bucket", labels: { le: "+Inf" }, value: this.#count },
      { suffix: "_sum", labels: {}, value: this.#sum },
      { suffix: "_count", labels: {}, value: this.#count },
    ];
  }
}

export class Metrics {
  readonly #metrics: Metric[] = [];

  counter(name: string, help: string): Counter {
    const counter = new Counter();
    this.#add(name, "counter", help, () => [{ suffix: "", labels: {}, value: counter.value }]);
    return counter;
  }

  counters(name: string, label: string, help: string): CounterFamily {
    const family = new CounterFamily();
    this.#add(name, "counter", help, () =>
      family.entries().map(([value, counter]) => ({
        suffix: "",
        labels: { [label]: value },
        value: counter.value,
      })),
    );
    return family;
  }

  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const histogram = new Histogram(bounds);
    this.#add(name, "histogram", help, () => histogram.samples());
    return histogram;
  }

  /** Read when asked for. */
  gauge(name: string, help: string, read: () => number): void {
    this.#add(name, "gauge", help, () => [{ suffix: "", labels: {}, value: read() }]);
  }

  /** A value that is no number, as a label of a constant 1. */
  info(name: string, help: string, read: () => Labels): void {
    this.#add(name, "gauge", help, () => [{ suffix: "", labels: read(), value: 1 }]);
  }

  text(): string {
    return this.#metrics.map(metricText).join("");
  }

  #add(name: string, kind: MetricKind, help: string, samples: () => readonly Sample[]): void {
    if (this.#metrics.some((metric) => metric.name === name)) {
      throw new Error(`metric ${name} is there twice`);
    }
    this.#metrics.push({ name, kind, help, samples });
  }
}

function metricText({ name, kind, help, samples }: Metric): string {
  const lines = samples().map(
    ({ suffix, labels, value }) => `${name}${suffix}${labelText(labels)} ${value}`,
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines, ""].join("\n");
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
