// The sources that the user of the console is admin of; none for holders of the key alone.
import { type Loaded, useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";

export type MySource = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
};

const EVERY_MS = 10_000;

export function useMySources(): Loaded<readonly MySource[]> {
  const { connection } = useOperator();
  const userId = connection.user.value?.id ?? null;
  return useLoaded<readonly MySource[]>(
    async (signal) => {
      if (userId === null) return [];
      return (await connection.client.peek().listMySources({}, { signal })).sources;
    },
    { with: [userId], everyMs: EVERY_MS },
  );
}
