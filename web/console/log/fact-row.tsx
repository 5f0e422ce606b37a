// One fact: its line, and behind it everything it says, the batch that holds it and the hash up to there.
import { words } from "../../text/console.ts";
import { actorOf, effectsOf, type LoggedFact, summaryOf, titleOf } from "./fact-words.ts";
import type { LogNames } from "./log-names.ts";

export type FactRowProps = { readonly logged: LoggedFact; readonly names: LogNames };

export function FactRow({ logged, names }: FactRowProps) {
  const time = new Date(logged.fact.timeMs);
  return (
    <details class="fact">
      <summary class="fact__line">
        <span class="fact__seq figure">{logged.seq}</span>
        <time class="fact__time figure" dateTime={time.toISOString()} title={time.toLocaleString()}>
          {time.toLocaleTimeString()}
        </time>
        <span class="fact__what">
          <strong>{titleOf(logged)}</strong>
          <span class="fact__summary">{summaryOf(logged, names)}</span>
        </span>
        <span class="fact__by">{actorOf(logged)}</span>
      </summary>
      <Details logged={logged} names={names} />
    </details>
  );
}

function Details({ logged, names }: FactRowProps) {
  return (
    <div class="fact__details">
      <section>
        <h3 class="fact__title">{words.log.effects}</h3>
        <dl class="fact__effects">
          {effectsOf(logged, names).map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3 class="fact__title">
          {words.log.batch(String(logged.batch))} · {words.log.hash}
        </h3>
        <p class="code">{logged.hash}</p>
        <h3 class="fact__title">{words.log.raw}</h3>
        <pre class="code fact__raw" tabIndex={0}>
          {JSON.stringify(logged.fact, null, 1)}
        </pre>
      </section>
    </div>
  );
}
