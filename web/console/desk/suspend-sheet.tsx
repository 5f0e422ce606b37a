// Stops and resumes betting in the game, by the operator; or resumes it after its provider was silent.
import { useSignal } from "@preact/signals";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import { useDesk } from "./desk.ts";

export function SuspendSheet() {
  const { http } = useOperator();
  const { gameId, sheet, view } = useDesk();
  const reason = useSignal("");
  const { game, pools } = view.value;
  const taking = pools.filter((pool) => !pool.is_blocked).length;
  return (
    <ReviewSheet
      title={words.desk.suspendTitle(game?.name ?? "")}
      look="danger"
      send={words.desk.suspend}
      run={async () => {
        const fields = { scope: "game", id: gameId, reason: reason.value.trim() } as const;
        await http.value.suspend(fields);
        return words.desk.suspendedNow;
      }}
      onClose={() => (sheet.value = null)}
    >
      <Field
        label={words.desk.suspendReason}
        hint={words.desk.suspendReasonHint}
        name="reason"
        maxLength={512}
        required
        autofocus
        value={reason.value}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
      <ul class="review__notes">
        <li>{words.review.poolsStop(taking)}</li>
        <li>{words.review.stakesStay}</li>
      </ul>
    </ReviewSheet>
  );
}

export function ResumeSheet() {
  const { connection, http, operates } = useOperator();
  const { gameId, rights, sheet, view } = useDesk();
  return (
    <ReviewSheet
      title={`${words.desk.resume}: ${view.value.game?.name ?? ""}`}
      send={words.desk.resume}
      run={async () => {
        if (operates.value) await http.value.resume({ scope: "game", id: gameId });
        // What the server suspended in a provider's silence is for the game's admins.
        if (rights.value === "runs") {
          await connection.client.peek().resumeBetting({ game_id: gameId });
        }
        return words.desk.resumed;
      }}
      onClose={() => (sheet.value = null)}
    >
      <p>{words.desk.resumeNote}</p>
    </ReviewSheet>
  );
}
