// Whoever looks at the page: their connection, the time, and the dialog they have open.
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { clearDeadSession, logIn, logOut, type NewUser, signUp } from "../live/account.ts";
import { tickingClock } from "../live/clock.ts";
import { type Connection, openConnection } from "../live/connection.ts";

export type AccountForm = "sign-up" | "log-in";

export type Visitor = {
  readonly connection: Connection;
  /** The server's time, ticking. */
  readonly now: ReadonlySignal<number>;
  readonly form: Signal<AccountForm | null>;
  readonly signUp: (user: NewUser) => Promise<void>;
  readonly logIn: (user: Omit<NewUser, "email">) => Promise<void>;
  readonly logOut: () => Promise<void>;
};

export function openVisitor(): Visitor {
  const connection = openConnection();
  const form = signal<AccountForm | null>(null);
  connection.status.subscribe((status) => {
    // The session of the cookies has ended: by time, or by a log-out elsewhere.
    if (status.state !== "closed" || status.error.code !== "SESSION_UNKNOWN") return;
    // Not within the telling of it.
    queueMicrotask(() => void connection.reconnect(clearDeadSession).catch(() => {}));
  });
  const after = async (work: Promise<void>): Promise<void> => {
    await work;
    await connection.reconnect();
    form.value = null;
  };
  return {
    connection,
    now: tickingClock(connection.nowMs),
    form,
    signUp: (user) => after(signUp(user)),
    logIn: (user) => after(logIn(user)),
    logOut: () => connection.reconnect(logOut),
  };
}

const VisitorContext = createContext<Visitor | null>(null);
export const VisitorProvider = VisitorContext.Provider;

export function useVisitor(): Visitor {
  const visitor = useContext(VisitorContext);
  if (visitor === null) throw new Error("nothing here is outside of VisitorProvider");
  return visitor;
}
