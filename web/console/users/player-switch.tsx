// Suspends and resumes one player's betting.
import { useSignal } from "@preact/signals";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import type { ShownUser } from "./user-page.tsx";

export function PlayerSwitch({ user }: { readonly user: ShownUser }) {
  const { http } = useOperator();
  const id = String(user.user_id);
  const loaded = useLoaded((signal) => http.value.listSuspensions({}, { signal }));
  const isAsking = useSignal(false);
  const reason = useSignal("");
  const found = loaded.value.value?.suspensions.find(
    (suspended) => suspended.scope === "player" && suspended.id === id,
  );
  const close = (): void => {
    isAsking.value = false;
    loaded.again();
  };
  const isSuspended = found !== undefined;
  return (
    <>
      {isSuspended ? (
        <span class="chip chip--bad">{words.users.suspended(found.reason)}</span>
      ) : null}
      <Button look={isSuspended ? "plain" : "danger"} onClick={() => (isAsking.value = true)}>
        {isSuspended ? words.users.resume : words.users.suspend}
      </Button>
      {!isAsking.value ? null : isSuspended ? (
        <ReviewSheet
          title={`${words.users.resume}: ${user.username}`}
          send={words.users.resume}
          run={async () => {
            await http.value.resume({ scope: "player", id });
            return words.desk.resumed;
          }}
          onClose={close}
        >
          <p>{words.users.suspended(found.reason)}</p>
        </ReviewSheet>
      ) : (
        <ReviewSheet
          title={words.users.suspendTitle(user.username)}
          look="danger"
          send={words.users.suspend}
          run={async () => {
            await http.value.suspend({ scope: "player", id, reason: reason.value.trim() });
            return words.desk.suspendedNow;
          }}
          onClose={close}
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
          <p>{words.review.userBets}</p>
        </ReviewSheet>
      )}
    </>
  );
}
