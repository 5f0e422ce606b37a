// Calls a pool off: every stake goes back, and everybody reads why.
import { useSignal } from "@preact/signals";
import type { PoolView } from "../../../client/src/index.ts";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import { useDesk } from "./desk.ts";
import { contextOf } from "./review-context.ts";

/** What it would come to is the same for every reason. */
const NO_REASON = "preview";

export function VoidSheet({ pool }: { readonly pool: PoolView }) {
  const { connection } = useOperator();
  const desk = useDesk();
  const reason = useSignal("");
  const { pool_id: poolId, description: name } = pool;
  return (
    <ReviewSheet
      title={words.pool.voidPool(name)}
      look="danger"
      send={words.pool.void}
      preview={() =>
        connection.client.peek().preview("voidPool", { pool_id: poolId, reason: NO_REASON })
      }
      context={contextOf(desk)}
      run={async () => {
        const fields = { pool_id: poolId, reason: reason.value.trim() };
        await connection.client.peek().voidPool(fields);
        return words.pool.voided(name);
      }}
      onClose={() => (desk.sheet.value = null)}
    >
      <Field
        label={words.pool.reason}
        hint={words.pool.reasonHint}
        name="reason"
        maxLength={512}
        required
        autofocus
        value={reason.value}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
    </ReviewSheet>
  );
}
