// One user: money, roles, and whether betting is suspended.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { Money } from "../../design/money.tsx";
import { words } from "../../text/console.ts";
import { LoadState } from "../load-state.tsx";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { sumOf } from "../review/consequences.ts";
import { addressOf, follow } from "../route.ts";
import { PlayerSwitch } from "./player-switch.tsx";
import { RoleSheet, type RoleChange } from "./role-sheet.tsx";
import { type Direction, TransferSheet } from "./transfer-sheet.tsx";

export type ShownUser = HttpCalls["showUser"]["answer"];

const EVERY_MS = 4_000;
const ROLES = ["developer", "admin"] as const;

export function UserPage({ userId }: { readonly userId: string }) {
  const { http } = useOperator();
  const loaded = useLoaded((signal) => http.value.showUser({ id: userId }, { signal }), {
    with: [userId],
    everyMs: EVERY_MS,
  });
  const direction = useSignal<Direction | null>(null);
  const user = loaded.value.value;
  useEffect(() => {
    document.title = `${user?.username ?? words.nav.users} · ${words.title}`;
  }, [user?.username]);
  const close = (): void => {
    direction.value = null;
    loaded.again();
  };
  return (
    <div class="stack">
      <a class="back-link" href={addressOf("users")} onClick={follow}>
        <Icon name="back" />
        {words.users.all}
      </a>
      {user === null ? (
        <LoadState of={loaded} />
      ) : (
        <>
          <header class="page-head">
            <h1 class="table__wide">{user.username}</h1>
            <div class="buttons">
              <Button look="primary" onClick={() => (direction.value = "deposit")}>
                {words.users.deposit}
              </Button>
              <Button onClick={() => (direction.value = "withdrawal")}>
                {words.users.withdrawal}
              </Button>
              <PlayerSwitch user={user} />
            </div>
          </header>
          <p class="quiet">
            {words.users.id} {user.user_id} · {user.country ?? "–"} ·{" "}
            {words.users.states[user.state]}
          </p>
          <Balances user={user} />
          <Roles user={user} onChanged={loaded.again} />
          {direction.value === null ? null : (
            <TransferSheet user={user} direction={direction.value} onClose={close} />
          )}
        </>
      )}
    </div>
  );
}

function Balances({ user }: { readonly user: ShownUser }) {
  return (
    <section class="panel panel--flush" aria-label={words.users.balances}>
      <div class="panel__head">
        <h2 class="panel__title">{words.users.balances}</h2>
      </div>
      {user.balances.length === 0 ? (
        <p class="panel__note">{words.users.noBalances}</p>
      ) : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={words.users.balances}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.users.currency}</th>
                <th scope="col" class="table__number">
                  {words.users.available}
                </th>
                <th scope="col" class="table__number">
                  {words.users.exposure}
                </th>
                <th scope="col" class="table__number">
                  {words.users.current}
                </th>
              </tr>
            </thead>
            <tbody>
              {user.balances.map(({ currency, available, exposure }) => (
                <tr key={currency}>
                  <th scope="row">{currency}</th>
                  <td class="table__number">
                    <Money amount={available} />
                  </td>
                  <td class="table__number">
                    <Money amount={exposure} />
                  </td>
                  <td class="table__number">
                    <Money amount={sumOf([available, exposure])} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Roles({ user, onChanged }: { readonly user: ShownUser; readonly onChanged: () => void }) {
  const change = useSignal<RoleChange | null>(null);
  return (
    <section class="panel stack" aria-label={words.users.rolesTitle}>
      <h2 class="panel__title">{words.users.rolesTitle}</h2>
      <ul class="stack">
        {ROLES.map((role) => {
          const has = user.roles.includes(role);
          return (
            <li key={role} class="switches__row">
              <span>
                <strong>{words.users.role[role]}</strong> {has ? <Icon name="check" /> : null}
                <br />
                <span class="quiet">{words.users.roleHint[role]}</span>
              </span>
              <Button
                look={has ? "danger" : "plain"}
                aria-label={`${has ? words.users.take : words.users.give}: ${words.users.role[role]}`}
                onClick={() => (change.value = { role, grant: has ? "take" : "give" })}
              >
                {has ? words.users.take : words.users.give}
              </Button>
            </li>
          );
        })}
      </ul>
      {change.value === null ? null : (
        <RoleSheet
          user={user}
          change={change.value}
          onClose={() => {
            change.value = null;
            onChanged();
          }}
        />
      )}
    </section>
  );
}
