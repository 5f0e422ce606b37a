// Makes users and log agree after one was copied or cut apart from the other: whoever is active without
// an account in the log is pending again, and the next start opens the account as after a crash.
import { Database } from "bun:sqlite";

/** How many there were. */
export function pendUsersWithout(path: string, hasAccount: (userId: number) => boolean): number {
  const database = new Database(path, { readwrite: true, create: false });
  try {
    const active = database.query<{ id: number }, []>(
      "SELECT id FROM users WHERE state = 'active'",
    );
    const without = [...active.iterate()].map(({ id }) => id).filter((id) => !hasAccount(id));
    const pend = database.query<null, [number]>("UPDATE users SET state = 'pending' WHERE id = ?1");
    database.transaction(() => {
      for (const id of without) pend.run(id);
    })();
    return without.length;
  } finally {
    database.close();
  }
}
