// The log as a timeline, newest first: searched, followed, each fact with what it did and its hash.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { typedIn } from "../form/form-data.ts";
import { Refusal } from "../form/refusal.tsx";
import { SelectField } from "../form/select-field.tsx";
import { useOperator } from "../operator.ts";
import { FactRow } from "./fact-row.tsx";
import { useTimeline } from "./timeline.ts";
import "./log.css";

export function LogPage() {
  const { http } = useOperator();
  const search = useSignal({ kind: null as string | null, text: null as string | null });
  const isFollowing = useSignal(true);
  const timeline = useTimeline(http, search, isFollowing);
  useEffect(() => {
    document.title = `${words.nav.log} · ${words.title}`;
  }, []);
  const submit = (event: SubmitEvent): void => {
    const typed = typedIn(event);
    search.value = { kind: typed.maybe("kind"), text: typed.maybe("text") };
  };
  const kinds = Object.entries(words.facts).map(([kind, text]) => ({ value: kind, text }));
  const { facts, isAtBeginning } = timeline;
  return (
    <div class="stack">
      <header>
        <h1 class="page-title">{words.log.title}</h1>
        <p class="quiet">{words.log.intro}</p>
      </header>
      <form class="toolbar" role="search" onSubmit={submit}>
        <Field label={words.log.find} name="text" type="search" maxLength={100} />
        <SelectField
          label={words.log.kind}
          name="kind"
          options={[{ value: "", text: words.log.every }, ...kinds]}
        />
        <Button type="submit" look="primary">
          {words.log.search}
        </Button>
        <label class="check">
          <input
            type="checkbox"
            checked={isFollowing.value}
            onChange={(event) => (isFollowing.value = event.currentTarget.checked)}
          />
          <span>{words.log.follow}</span>
        </label>
      </form>
      <Refusal error={timeline.error.value} />
      {facts.value === null ? (
        <p class="quiet">{words.load.loading}</p>
      ) : facts.value.length === 0 ? (
        <p class="empty">{words.log.none}</p>
      ) : (
        <ol class="panel panel--flush timeline">
          {facts.value.map((logged) => (
            <li key={logged.seq}>
              <FactRow logged={logged} names={timeline.names.value} />
            </li>
          ))}
        </ol>
      )}
      <p>
        {isAtBeginning.value ? (
          <span class="quiet">{words.log.beginning}</span>
        ) : (
          <Button onClick={timeline.older}>{words.log.older}</Button>
        )}
      </p>
    </div>
  );
}
