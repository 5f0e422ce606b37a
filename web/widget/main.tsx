// Where the widget begins.
import { render } from "preact";
import { startTheme } from "../design/theme.ts";
import { tickingClock } from "../live/clock.ts";
import { followTheGame, GameProvider } from "../player/followed-game.ts";
import { Deck } from "./deck.ts";
import { openLaunch } from "./launch.ts";
import { readLaunchAddress } from "./launch-address.ts";
import { ParentPage } from "./parent-page.ts";
import { tellParent } from "./telling.ts";
import { Widget } from "./widget.tsx";
import { WidgetProvider } from "./widget-context.ts";
import "../design/base.css";

const { gameId, gameSession, theme } = readLaunchAddress(location);
startTheme(theme);
const page = document.getElementById("page");
if (page !== null) {
  const launch = openLaunch(gameSession);
  const game = followTheGame(launch.connection, gameId);
  const parentPage = new ParentPage(gameId);
  const now = tickingClock(launch.connection.nowMs);
  render(
    <WidgetProvider value={{ launch, deck: new Deck(game), now }}>
      <GameProvider value={game}>
        <Widget onHeight={(height) => parentPage.tell({ type: "mutuel:height", height })} />
      </GameProvider>
    </WidgetProvider>,
    page,
  );
  tellParent(parentPage, game, launch);
}
