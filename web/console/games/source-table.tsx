// Sources: one's own, and for operators all of them.
import { useSignal } from "@preact/signals";
import { Button } from "../../design/button.tsx";
import { words } from "../../text/console.ts";
import { type Loaded, useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import { SecretSheet } from "../secret-sheet.tsx";
import type { MySource } from "./my-sources.ts";

type Row = MySource & {
  readonly isMine: boolean;
  readonly status: "open" | "closing" | "closed";
  /** Known to operators. */
  readonly counts: string | null;
};

type Asks =
  | { readonly kind: "close" | "rotate"; readonly row: Row }
  | { readonly kind: "secret"; readonly id: string; readonly secret: string };

const EVERY_MS = 10_000;

export type SourceTableProps = {
  readonly mine: Loaded<readonly MySource[]>;
  readonly onChanged: () => void;
};

export function SourceTable({ mine, onChanged }: SourceTableProps) {
  const { http, operates } = useOperator();
  const asks = useSignal<Asks | null>(null);
  const own = mine.value.value ?? [];
  const all = useLoaded(
    async (signal) =>
      operates.value ? (await http.value.listSources({}, { signal })).sources : null,
    { everyMs: EVERY_MS, with: [operates.value, own.length] },
  );
  const isMine = (id: string): boolean => own.some((source) => source.id === id);
  const rows: readonly Row[] =
    all.value.value === null
      ? own.map((source) => ({ ...source, isMine: true, status: "open", counts: null }))
      : all.value.value.map((source) => ({
          id: source.source_id,
          name: source.name,
          description: source.description,
          isMine: isMine(source.source_id),
          status: source.status,
          counts: words.games.counts(source.games, source.accounts),
        }));
  const close = (): void => {
    asks.value = null;
    all.again();
    onChanged();
  };
  return (
    <section class="panel panel--flush" aria-label={words.games.sources}>
      <div class="panel__head">
        <h2 class="panel__title">{words.games.sources}</h2>
      </div>
      {rows.length === 0 ? (
        <div class="games-none quiet">
          <p>{words.games.noSources}</p>
          <p>{words.games.noSourcesHint}</p>
        </div>
      ) : (
        <ul>
          {rows.map((row) => (
            <SourceRow key={row.id} row={row} onAsk={(next) => (asks.value = next)} />
          ))}
        </ul>
      )}
      {asks.value === null ? null : (
        <SourceSheet
          asks={asks.value}
          onAsk={(next) => {
            asks.value = next;
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

function SourceRow({ row, onAsk }: { readonly row: Row; readonly onAsk: (asks: Asks) => void }) {
  const { operates } = useOperator();
  const isOpen = row.status === "open";
  return (
    <li class="game-row">
      <span class="game-row__main">
        <strong class="truncate">{row.name}</strong>
        <span class="quiet truncate">{row.description ?? row.id}</span>
      </span>
      <span class="game-row__end">
        {row.isMine ? <span class="chip">{words.games.mine}</span> : null}
        {row.counts === null ? null : <span class="quiet">{row.counts}</span>}
        <span class={isOpen ? "chip chip--good" : "chip"}>{words.games.status[row.status]}</span>
        {operates.value && isOpen ? (
          <Button
            aria-label={words.games.newSecret(row.name)}
            onClick={() => onAsk({ kind: "rotate", row })}
          >
            {words.games.secret}
          </Button>
        ) : null}
        {row.isMine && isOpen ? (
          <Button
            look="danger"
            aria-label={words.games.closeSource(row.name)}
            onClick={() => onAsk({ kind: "close", row })}
          >
            {words.games.close}
          </Button>
        ) : null}
      </span>
    </li>
  );
}

type SourceSheetProps = {
  readonly asks: Asks;
  readonly onAsk: (asks: Asks) => void;
  readonly onClose: () => void;
};

function SourceSheet({ asks, onAsk, onClose }: SourceSheetProps) {
  const { connection, http } = useOperator();
  if (asks.kind === "secret") {
    return (
      <SecretSheet
        title={words.games.secretTitle}
        id={asks.id}
        secret={asks.secret}
        onClose={onClose}
      />
    );
  }
  const { id, name } = asks.row;
  if (asks.kind === "close") {
    const fields = { source_id: id };
    return (
      <ReviewSheet
        title={words.games.closeSource(name)}
        look="danger"
        send={words.games.close}
        preview={() => connection.client.peek().preview("closeSource", fields)}
        run={async () => {
          await connection.client.peek().closeSource(fields);
          return words.games.closedSource(name);
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <ReviewSheet
      title={words.games.newSecret(name)}
      look="danger"
      send={words.games.secret}
      run={async () => {
        const { provider_secret: secret } = await http.value.rotateSecret({ id });
        onAsk({ kind: "secret", id, secret });
        return null;
      }}
      onClose={onClose}
    >
      <p>{words.games.secretNote}</p>
    </ReviewSheet>
  );
}
