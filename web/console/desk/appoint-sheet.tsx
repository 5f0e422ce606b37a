// Makes somebody else an admin of the game.
import { useSignal } from "@preact/signals";
import { Field } from "../../design/field.tsx";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import { useDesk } from "./desk.ts";

export function AppointSheet() {
  const { connection } = useOperator();
  const { gameId, sheet } = useDesk();
  const username = useSignal("");
  return (
    <ReviewSheet
      title={words.desk.appoint}
      send={words.desk.appoint}
      run={async () => {
        const fields = { game_id: gameId, username: username.value.trim() };
        await connection.client.peek().appointGameAdmin(fields);
        return words.desk.appointed(fields.username);
      }}
      onClose={() => (sheet.value = null)}
    >
      <Field
        label={words.desk.player}
        hint={words.desk.appointHint}
        name="username"
        required
        autofocus
        value={username.value}
        onInput={(event) => (username.value = event.currentTarget.value)}
      />
    </ReviewSheet>
  );
}
