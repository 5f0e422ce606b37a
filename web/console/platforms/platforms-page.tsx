// The operator's side of the Open Games API: platforms, what providers offer there, and what they earn.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../design/button.tsx";
import { words } from "../../text/console.ts";
import { LoadState } from "../load-state.tsx";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { SecretSheet } from "../secret-sheet.tsx";
import { AccountTable } from "./account-table.tsx";
import { type Platform, PlatformSheet, type PlatformTask } from "./platform-sheet.tsx";
import { RegisterSheet } from "./register-sheet.tsx";
import { RoyaltyTable } from "./royalty-table.tsx";

const EVERY_MS = 5_000;

type Asks =
  | { readonly kind: "register" }
  | { readonly kind: "task"; readonly task: PlatformTask; readonly platform: Platform }
  | { readonly kind: "secret"; readonly id: string; readonly secret: string };

export function PlatformsPage() {
  const { http } = useOperator();
  const loaded = useLoaded((signal) => http.value.listPlatforms({}, { signal }), {
    everyMs: EVERY_MS,
  });
  const asks = useSignal<Asks | null>(null);
  const shown = asks.value;
  useEffect(() => {
    document.title = `${words.nav.platforms} · ${words.title}`;
  }, []);
  const close = (): void => {
    asks.value = null;
    loaded.again();
  };
  const onSecret = (id: string, secret: string): void => {
    asks.value = { kind: "secret", id, secret };
  };
  const known = loaded.value.value;
  return (
    <div class="stack">
      <header class="page-head">
        <div>
          <h1>{words.platforms.title}</h1>
          <p class="quiet">{words.platforms.intro}</p>
        </div>
        <Button look="primary" onClick={() => (asks.value = { kind: "register" })}>
          {words.platforms.register}
        </Button>
      </header>
      {known === null ? (
        <LoadState of={loaded} />
      ) : known.platforms.length === 0 ? (
        <p class="empty">{words.platforms.none}</p>
      ) : (
        <PlatformTable
          platforms={known.platforms}
          onTask={(task, platform) => (asks.value = { kind: "task", task, platform })}
        />
      )}
      <AccountTable platforms={known?.platforms ?? []} />
      <RoyaltyTable />
      {shown === null ? null : shown.kind === "register" ? (
        <RegisterSheet onSecret={onSecret} onClose={close} />
      ) : shown.kind === "task" ? (
        <PlatformSheet
          task={shown.task}
          platform={shown.platform}
          onSecret={onSecret}
          onClose={close}
        />
      ) : (
        <SecretSheet
          title={words.platforms.secretTitle}
          id={shown.id}
          secret={shown.secret}
          onClose={close}
        />
      )}
    </div>
  );
}

type PlatformTableProps = {
  readonly platforms: readonly Platform[];
  readonly onTask: (task: PlatformTask, platform: Platform) => void;
};

function PlatformTable({ platforms, onTask }: PlatformTableProps) {
  return (
    <div class="panel panel--flush">
      <div class="table-frame" tabIndex={0} role="region" aria-label={words.platforms.title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.platforms.name}</th>
              <th scope="col">{words.platforms.id}</th>
              <th scope="col">{words.platforms.signing}</th>
              <th scope="col">{words.platforms.pages}</th>
              <th scope="col">{words.platforms.status}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {platforms.map((platform) => (
              <PlatformRow key={platform.clientId} platform={platform} onTask={onTask} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function PlatformRow(props: {
  readonly platform: Platform;
  readonly onTask: PlatformTableProps["onTask"];
}) {
  const { platform, onTask } = props;
  const { clientId, name, origins, signing, status } = platform;
  const isActive = status === "active";
  const button = (task: PlatformTask, text: string) => (
    <Button
      look={task.kind === "disable" ? "danger" : "plain"}
      onClick={() => onTask(task, platform)}
    >
      {text}
      <span class="unseen">: {name}</span>
    </Button>
  );
  return (
    <tr>
      <th scope="row" class="table__wide">
        {name}
      </th>
      <td class="code">{clientId}</td>
      <td>
        <select
          class="field__input"
          aria-label={`${words.platforms.signing}: ${name}`}
          value={signing}
          onChange={(event) => {
            const chosen = event.currentTarget.value as Platform["signing"];
            // It stands as it is until the sheet was confirmed.
            event.currentTarget.value = signing;
            onTask({ kind: "signing", signing: chosen }, platform);
          }}
        >
          {SIGNINGS.map((known) => (
            <option key={known} value={known}>
              {known}
            </option>
          ))}
        </select>
      </td>
      <td class="table__wide">
        {origins.length === 0 ? <span class="quiet">–</span> : origins.join(", ")}
      </td>
      <td>
        <span class={isActive ? "chip chip--good" : "chip chip--bad"}>
          {words.platforms.statuses[status]}
        </span>
      </td>
      <td>
        <div class="table__buttons">
          {button({ kind: "origins" }, words.platforms.setPages)}
          {button({ kind: "rotate" }, words.platforms.rotate)}
          {isActive
            ? button({ kind: "disable" }, words.platforms.disable)
            : button({ kind: "enable" }, words.platforms.enable)}
        </div>
      </td>
    </tr>
  );
}

const SIGNINGS = ["hmac-sha256", "md5", "unsigned"] as const;
