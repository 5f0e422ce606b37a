// Where a session begins: the games there are, one's sources, and whether betting goes on.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../design/button.tsx";
import { server } from "../../live/server.ts";
import { words } from "../../text/console.ts";
import { LoadState } from "../load-state.tsx";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { type MySource, useMySources } from "./my-sources.ts";
import { GameForm } from "./game-form.tsx";
import { GameTable } from "./game-table.tsx";
import { SourceForm } from "./source-form.tsx";
import { SourceTable } from "./source-table.tsx";
import { SuspendAllButton, SwitchPanel, useSuspensions } from "./switch-panel.tsx";

const EVERY_MS = 4_000;
const LISTED_MAX = 500;

export function GamesPage() {
  const { connection, operates } = useOperator();
  const isUser = connection.user.value !== null;
  const games = useLoaded((signal) => server.listGames({ limit: LISTED_MAX }, { signal }), {
    everyMs: EVERY_MS,
  });
  const mine = useMySources();
  const suspensions = useSuspensions();
  const form = useSignal<"source" | "game" | null>(null);
  useEffect(() => {
    document.title = `${words.nav.games} · ${words.title}`;
  }, []);
  const open = mine.value.value ?? [];
  const changed = (): void => {
    form.value = null;
    mine.again();
    games.again();
  };
  return (
    <div class="stack">
      <header class="page-head">
        <h1>{words.games.title}</h1>
        <div class="buttons">
          {operates.value ? <SuspendAllButton suspensions={suspensions} /> : null}
          {isUser ? (
            <Button onClick={() => (form.value = "source")}>{words.games.newSource}</Button>
          ) : null}
          {open.length === 0 ? null : (
            <Button look="primary" onClick={() => (form.value = "game")}>
              {words.games.newGame}
            </Button>
          )}
        </div>
      </header>
      {isUser ? null : <p class="quiet">{words.signIn.keyOnly}</p>}
      <SwitchPanel suspensions={suspensions} />
      {games.value.value === null ? (
        <LoadState of={games} />
      ) : (
        <GameTable games={games.value.value.games} mine={sourceIds(open)} />
      )}
      {isUser || operates.value ? <SourceTable mine={mine} onChanged={changed} /> : null}
      {form.value === "source" ? (
        <SourceForm onDone={changed} onClose={() => (form.value = null)} />
      ) : form.value === "game" ? (
        <GameForm sources={open} onDone={changed} onClose={() => (form.value = null)} />
      ) : null}
    </div>
  );
}

function sourceIds(sources: readonly MySource[]): ReadonlySet<string> {
  return new Set(sources.map(({ id }) => id));
}
