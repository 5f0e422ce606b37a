// Who there is, found by the beginning of a name, a page at a time.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { LoadState } from "../load-state.tsx";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { addressOf, follow } from "../route.ts";

type UserRow = HttpCalls["listUsers"]["answer"]["users"][number];

const PAGE = 50;

export function UsersPage() {
  const { http } = useOperator();
  const name = useSignal("");
  const pages = useSignal(1);
  const loaded = useLoaded(
    async (signal) => {
      const users: UserRow[] = [];
      let after: number | null = 0;
      for (let page = 0; page < pages.value && after !== null; page++) {
        const fields = { limit: PAGE, after, ...(name.value === "" ? {} : { q: name.value }) };
        const answer: HttpCalls["listUsers"]["answer"] = await http.value.listUsers(fields, {
          signal,
        });
        users.push(...answer.users);
        after = answer.next_after;
      }
      return { users, hasMore: after !== null };
    },
    { with: [name.value, pages.value] },
  );
  useEffect(() => {
    document.title = `${words.nav.users} · ${words.title}`;
  }, []);
  const known = loaded.value.value;
  return (
    <div class="stack">
      <header class="page-head">
        <h1>{words.users.title}</h1>
      </header>
      <Field
        label={words.users.find}
        type="search"
        name="q"
        maxLength={64}
        value={name.value}
        onInput={(event) => {
          pages.value = 1;
          name.value = event.currentTarget.value.trim();
        }}
      />
      {known === null ? (
        <LoadState of={loaded} />
      ) : known.users.length === 0 ? (
        <p class="empty">{words.users.none}</p>
      ) : (
        <div class="panel panel--flush">
          <UserTable users={known.users} />
        </div>
      )}
      {known?.hasMore === true ? (
        <p>
          <Button onClick={() => pages.value++}>{words.load.more}</Button>
        </p>
      ) : null}
    </div>
  );
}

function UserTable({ users }: { readonly users: readonly UserRow[] }) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={words.users.title}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col" class="table__number">
              {words.users.id}
            </th>
            <th scope="col">{words.users.name}</th>
            <th scope="col">{words.users.roles}</th>
            <th scope="col">{words.users.country}</th>
            <th scope="col">{words.users.state}</th>
          </tr>
        </thead>
        <tbody>
          {users.map(({ user_id: id, username, roles, country, state }) => (
            <tr key={id}>
              <td class="table__number">{id}</td>
              <th scope="row" class="table__wide">
                <a class="table__link" href={addressOf("users", id)} onClick={follow}>
                  {username}
                </a>
              </th>
              <td>
                {roles.length === 0 ? (
                  <span class="quiet">{words.users.noRoles}</span>
                ) : (
                  roles.map((role) => (
                    <span key={role} class="chip chip--good">
                      {words.users.role[role]}
                    </span>
                  ))
                )}
              </td>
              <td>{country ?? "–"}</td>
              <td>{words.users.states[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
