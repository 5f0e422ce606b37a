// Whether betting is suspended anywhere, and the switch for all of it.
import { useSignal } from "@preact/signals";
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { Icon } from "../../design/icon.tsx";
import { words } from "../../text/console.ts";
import { type Loaded, useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";

type Suspended = HttpCalls["listSuspensions"]["answer"]["suspensions"][number];

const EVERY_MS = 4_000;

export function useSuspensions(): Loaded<readonly Suspended[]> {
  const { http, operates } = useOperator();
  return useLoaded(
    async (signal) =>
      operates.value ? (await http.value.listSuspensions({}, { signal })).suspensions : [],
    { everyMs: EVERY_MS, with: [operates.value] },
  );
}

export type SwitchProps = { readonly suspensions: Loaded<readonly Suspended[]> };

/** Where betting is suspended now. */
export function SwitchPanel({ suspensions }: SwitchProps) {
  const asks = useSignal<Suspended | null>(null);
  const known = suspensions.value.value ?? [];
  if (known.length === 0) return null;
  return (
    <section class="switches" aria-label={words.desk.suspend}>
      {known.map((suspended) => (
        <div key={`${suspended.scope} ${suspended.id}`} class="error switches__row" role="status">
          <p class="switches__what">
            <Icon name="lock" />
            <span>
              <strong>{words.games.suspended[suspended.scope]}.</strong> {suspended.reason}
            </span>
          </p>
          {suspended.scope === "provider" ? null : (
            <Button onClick={() => (asks.value = suspended)}>{words.games.resume}</Button>
          )}
        </div>
      ))}
      {asks.value === null ? null : (
        <Resume
          suspended={asks.value}
          onClose={() => {
            asks.value = null;
            suspensions.again();
          }}
        />
      )}
    </section>
  );
}

/** The switch for all of it; gone while it is thrown. */
export function SuspendAllButton({ suspensions }: SwitchProps) {
  const isAsking = useSignal(false);
  if (suspensions.value.value?.some(({ scope }) => scope === "all") !== false) return null;
  return (
    <>
      <Button look="danger" onClick={() => (isAsking.value = true)}>
        {words.games.suspendAll}
      </Button>
      {isAsking.value ? (
        <SuspendAll
          onClose={() => {
            isAsking.value = false;
            suspensions.again();
          }}
        />
      ) : null}
    </>
  );
}

function SuspendAll({ onClose }: { readonly onClose: () => void }) {
  const { http } = useOperator();
  const reason = useSignal("");
  return (
    <ReviewSheet
      title={words.games.suspendAll}
      look="danger"
      send={words.games.suspendAll}
      run={async () => {
        await http.value.suspend({ scope: "all", reason: reason.value.trim() });
        return words.desk.suspendedNow;
      }}
      onClose={onClose}
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
        <li>{words.review.everywhere}</li>
        <li>{words.review.stakesStay}</li>
      </ul>
    </ReviewSheet>
  );
}

function Resume(props: { readonly suspended: Suspended; readonly onClose: () => void }) {
  const { http } = useOperator();
  const { scope, id, reason } = props.suspended;
  return (
    <ReviewSheet
      title={words.desk.resume}
      send={words.games.resume}
      run={async () => {
        if (scope !== "provider") {
          await http.value.resume({ scope, ...(id === undefined ? {} : { id }) });
        }
        return words.desk.resumed;
      }}
      onClose={props.onClose}
    >
      <p>
        <strong>{words.games.suspended[scope]}.</strong> {reason}
      </p>
      <p class="quiet">{words.desk.resumeNote}</p>
    </ReviewSheet>
  );
}
