// Says that betting in this game is suspended, why, and lets those resume it who may.
import { useSignal, useSignalEffect } from "@preact/signals";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { words } from "../../text/console.ts";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { useDesk } from "./desk.ts";

const EVERY_MS = 3_000;

export function Suspension() {
  const operator = useOperator();
  return operator.operates.value ? <ForOperators /> : <AsTold />;
}

/** Operators can read what is suspended where. */
function ForOperators() {
  const { http } = useOperator();
  const { gameId, listed, sheet } = useDesk();
  const isOpen = sheet.value !== null;
  const loaded = useLoaded(() => http.value.listSuspensions(), {
    everyMs: EVERY_MS,
    with: [isOpen],
  });
  const found = loaded.value.value?.suspensions.find(
    ({ scope, id }) =>
      scope === "all" ||
      ((scope === "game" || scope === "provider") && id === gameId) ||
      (scope === "source" && id === listed.value?.source_id),
  );
  if (found === undefined) return null;
  const isHere = found.scope === "game" || found.scope === "provider";
  return <Notice reason={found.reason} mayResume={isHere ? "here" : "elsewhere"} />;
}

/** Others hear the reason with the lock of a pool, for as long as pools are locked. */
function AsTold() {
  const { connection } = useOperator();
  const { rights, view } = useDesk();
  const reason = useSignal<string | null>(null);
  useSignalEffect(() => {
    const client = connection.client.value;
    const ends = [
      client.on("betting_in_pool_blocked", (message) => {
        const isOurs = view.peek().pools.some(({ pool_id: id }) => id === message.pool_id);
        if (isOurs && message.reason !== undefined) reason.value = message.reason;
      }),
      client.on("betting_in_pool_allowed", () => {
        reason.value = null;
      }),
    ];
    return () => ends.forEach((end) => end());
  });
  if (reason.value === null) return null;
  return (
    <Notice reason={reason.value} mayResume={rights.value === "runs" ? "here" : "elsewhere"} />
  );
}

function Notice(props: { readonly reason: string; readonly mayResume: "here" | "elsewhere" }) {
  const { sheet } = useDesk();
  return (
    <div class="notice notice--warn desk__suspended" role="status">
      <Icon name="lock" />
      <p class="notice__text">{words.desk.suspended(props.reason)}</p>
      {props.mayResume === "here" ? (
        <Button onClick={() => (sheet.value = { kind: "resume" })}>{words.desk.resume}</Button>
      ) : null}
    </div>
  );
}
