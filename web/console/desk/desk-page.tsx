// The live desk of one game: what happened, the pools, and what followed.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../design/icon.tsx";
import { refusalText, words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { addressOf, follow } from "../route.ts";
import { type Desk, DeskProvider, openDesk, useDesk } from "./desk.ts";
import { DeskHead } from "./desk-head.tsx";
import { DeskSheet } from "./desk-sheet.tsx";
import { EventPad } from "./event-pad.tsx";
import { Feed } from "./feed.tsx";
import { PoolBoard } from "./pool-board.tsx";
import { RightsNotice } from "./rights-notice.tsx";
import { Suspension } from "./suspension.tsx";
import "./desk.css";

export function DeskPage({ gameId }: { readonly gameId: string }) {
  const operator = useOperator();
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    const opened = openDesk(operator, gameId);
    setDesk(opened);
    return opened.end;
  }, [operator, gameId]);
  return (
    <div class="stack">
      <a class="back-link" href={addressOf("games")} onClick={follow}>
        <Icon name="back" />
        {words.desk.back}
      </a>
      {desk === null ? null : (
        <DeskProvider value={desk}>
          <Shown />
        </DeskProvider>
      )}
    </div>
  );
}

function Shown() {
  const { rights, view } = useDesk();
  const { error, following, game } = view.value;
  if (following === "refused" || (following === "closed" && game === null)) {
    return (
      <div class="empty">
        <h1>{words.desk.missing}</h1>
        <p class="empty__hint">{error === null ? words.desk.over : refusalText(error)}</p>
      </div>
    );
  }
  if (game === null) return <p class="quiet">{words.desk.loading}</p>;
  const isOver = following === "closed" || game.status === "game_closed";
  return (
    <>
      <DeskHead game={game} isOver={isOver} />
      {isOver ? <p class="empty">{words.desk.over}</p> : <RightsNotice />}
      <Suspension />
      <div class="desk">
        {isOver ? null : (
          <div class="desk__work">
            {rights.value === "runs" ? <EventPad game={game} /> : null}
            <PoolBoard />
          </div>
        )}
        <Feed game={game} />
      </div>
      <DeskSheet game={game} />
    </>
  );
}
