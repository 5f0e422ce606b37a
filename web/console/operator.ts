// Whoever runs things here: a user with their roles, the operator's key, or both. The socket speaks for
// the user, since a browser's can't carry a key; calls of the operator carry the key where there is one.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { connectHttp, type HttpClient } from "../../client/src/http.ts";
import { logIn, logOut } from "../live/account.ts";
import { tickingClock } from "../live/clock.ts";
import { type Connection, openConnection } from "../live/connection.ts";
import { server } from "../live/server.ts";

export type Operator = {
  readonly connection: Connection;
  /** The server's time, ticking. */
  readonly now: ReadonlySignal<number>;
  readonly http: ReadonlySignal<HttpClient>;
  /** null while they are being asked for; none for guests. */
  readonly roles: ReadonlySignal<readonly string[] | null>;
  readonly hasKey: ReadonlySignal<boolean>;
  /** Whether the operator's parts are there: by role or by key. */
  readonly operates: ReadonlySignal<boolean>;
  readonly logIn: (username: string, password: string) => Promise<void>;
  readonly logOut: () => Promise<void>;
  /** Kept in the memory of the page only. Rejects where the server does not take it. */
  readonly enterKey: (key: string) => Promise<void>;
  readonly forgetKey: () => void;
};

export function openOperator(): Operator {
  const connection = openConnection();
  const roles = signal<readonly string[] | null>(null);
  const keyed = signal<HttpClient | null>(null);
  const userId = computed(() => {
    const user = connection.user.value;
    return user === undefined ? undefined : (user?.id ?? null);
  });
  effect(() => {
    const id = userId.value;
    roles.value = id === null ? [] : null;
    if (typeof id !== "number") return;
    server.me().then(
      (me) => {
        if (userId.peek() === id) roles.value = me.roles;
      },
      () => {
        roles.value = [];
      },
    );
  });
  return {
    connection,
    now: tickingClock(connection.nowMs),
    http: computed(() => keyed.value ?? server),
    roles,
    hasKey: computed(() => keyed.value !== null),
    operates: computed(() => keyed.value !== null || roles.value?.includes("admin") === true),
    logIn: async (username, password) => {
      await logIn({ username, password });
      await connection.reconnect();
    },
    logOut: async () => {
      await logOut();
      await connection.reconnect();
    },
    enterKey: async (key) => {
      const next = connectHttp({ apiKey: key });
      await next.listSuspensions();
      keyed.value = next;
    },
    forgetKey: () => {
      keyed.value = null;
    },
  };
}

const OperatorContext = createContext<Operator | null>(null);
export const OperatorProvider = OperatorContext.Provider;

export function useOperator(): Operator {
  const operator = useContext(OperatorContext);
  if (operator === null) throw new Error("nothing here is outside of OperatorProvider");
  return operator;
}
