// Says why somebody can't act here, and offers the desk to those who may take it.
import { Button } from "../../design/button.tsx";
import { showToast } from "../../design/toast.tsx";
import { words } from "../../text/console.ts";
import { Refusal } from "../form/refusal.tsx";
import { useOperator } from "../operator.ts";
import { useWork } from "../work.ts";
import { useDesk } from "./desk.ts";

export function RightsNotice() {
  const { connection } = useOperator();
  const { askRights, gameId, rights } = useDesk();
  const work = useWork();
  if (rights.value === "watches") return <p class="panel quiet">{words.desk.watching}</p>;
  if (rights.value !== "may-take") return null;
  const take = (): Promise<boolean> =>
    work.start(async () => {
      await connection.client.value.becomeGameAdmin({ game_id: gameId });
      await askRights();
      showToast({ look: "good", icon: "check", content: words.desk.taken });
    });
  return (
    <div class="panel desk__take">
      <p>{words.desk.takeHint}</p>
      <Button look="primary" onClick={() => void take()}>
        {words.desk.take}
      </Button>
      <Refusal error={work.error.value} />
    </div>
  );
}
