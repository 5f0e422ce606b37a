// The sheet that is open on the desk, and what each does.
import { useMemo } from "preact/hooks";
import type { GameInfo } from "../../../client/src/index.ts";
import { MutuelError } from "../../../client/src/index.ts";
import { randomId } from "../../../client/src/runtime.ts";
import { actionName, targetName } from "../../live/names.ts";
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import { AppointSheet } from "./appoint-sheet.tsx";
import { useDesk } from "./desk.ts";
import { MomentPicker } from "./moment-picker.tsx";
import { NewPoolSheet } from "./new-pool-sheet.tsx";
import { contextOf } from "./review-context.ts";
import { ResumeSheet, SuspendSheet } from "./suspend-sheet.tsx";
import { VoidSheet } from "./void-sheet.tsx";

export function DeskSheet({ game }: { readonly game: GameInfo }) {
  const { sheet, view } = useDesk();
  const shown = sheet.value;
  if (shown === null) return null;
  switch (shown.kind) {
    case "event":
      return <EventSheet action={shown.action} target={shown.target} />;
    case "result":
    case "void": {
      const pool = view.value.pools.find(({ pool_id: id }) => id === shown.poolId);
      // Settled by something else meanwhile.
      if (pool === undefined) return null;
      if (shown.kind === "void") return <VoidSheet pool={pool} />;
      return <EventSheet action={pool.action_id} target={shown.target} pool={pool} />;
    }
    case "new-pool":
      return <NewPoolSheet game={game} />;
    case "open":
      return <OpenSheet game={game} />;
    case "close":
      return <CloseSheet game={game} />;
    case "suspend":
      return <SuspendSheet />;
    case "resume":
      return <ResumeSheet />;
    case "appoint":
      return <AppointSheet />;
    default:
      return shown satisfies never;
  }
}

type EventSheetProps = {
  readonly action: string;
  readonly target: string;
  /** The question that this is the answer of. */
  readonly pool?: { readonly description: string };
};

function EventSheet({ action, target, pool }: EventSheetProps) {
  const { connection } = useOperator();
  const desk = useDesk();
  const { gameId, momentMs, names, sheet } = desk;
  // One for the sheet: sent twice, it is still one event.
  const eventId = useMemo(randomId, []);
  useMemo(() => {
    if (pool !== undefined) momentMs.value = connection.nowMs();
  }, []);
  const who = targetName(names.value, target);
  const what =
    pool === undefined
      ? words.desk.what(actionName(names.value, action), who)
      : words.pool.resolvePool(pool.description, who);
  const fields = { game_id: gameId, action, target, happened_at: momentMs.value };
  return (
    <ReviewSheet
      title={what}
      send={pool === undefined ? words.desk.register(what) : words.pool.resolve(who)}
      preview={() => connection.client.peek().preview("registerEvent", fields)}
      previewOf={momentMs.value}
      context={contextOf(desk, momentMs.value)}
      run={async () => {
        const client = connection.client.peek();
        await client.registerEvent({ ...fields, client_event_id: eventId });
        desk.action.value = null;
        return pool === undefined
          ? words.desk.registered(what)
          : words.pool.resolved(pool.description, who);
      }}
      onClose={() => (sheet.value = null)}
    >
      <MomentPicker place="dialog" />
    </ReviewSheet>
  );
}

function OpenSheet({ game }: { readonly game: GameInfo }) {
  const { connection } = useOperator();
  const desk = useDesk();
  const fields = { game_id: desk.gameId };
  return (
    <ReviewSheet
      title={words.game.openTitle(game.name)}
      send={words.game.open}
      preview={() => connection.client.peek().preview("openGame", fields)}
      context={contextOf(desk)}
      run={async () => {
        await connection.client.peek().openGame(fields);
        await desk.askRights();
        return words.games.opened(game.name);
      }}
      onClose={() => (desk.sheet.value = null)}
    />
  );
}

function CloseSheet({ game }: { readonly game: GameInfo }) {
  const { connection } = useOperator();
  const desk = useDesk();
  const fields = { game_id: desk.gameId };
  return (
    <ReviewSheet
      title={words.desk.closeTitle(game.name)}
      look="danger"
      send={words.desk.close}
      preview={() => connection.client.peek().preview("closeGame", fields)}
      context={contextOf(desk)}
      run={async () => {
        try {
          await connection.client.peek().closeGame(fields);
        } catch (error) {
          const isWaiting = error instanceof MutuelError && error.code === "POOLS_NEED_RESOLUTION";
          if (!isWaiting) throw error;
          desk.isClosing.value = true;
          return words.desk.closing;
        }
        return words.desk.closed(game.name);
      }}
      onClose={() => (desk.sheet.value = null)}
    />
  );
}
