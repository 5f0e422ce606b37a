// The whole page: bar, state of the connection, and what the address asks for.
import { Toaster } from "../design/toast.tsx";
import { shared } from "../text/shared.ts";
import { player } from "../text/player.ts";
import { AccountDialog } from "./account-dialog.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { GameList } from "./game-list.tsx";
import { GamePage } from "./game-page.tsx";
import { route } from "./route.ts";
import { TopBar } from "./top-bar.tsx";
import { useVisitor } from "./visitor.ts";

export function App() {
  const { form } = useVisitor();
  const { value: shown } = route;
  return (
    <>
      <a class="skip" href="#main">
        {player.skip}
      </a>
      <TopBar />
      <ConnectionBanner />
      <main id="main" class="main" tabIndex={-1}>
        {shown.kind === "games" ? (
          <GameList />
        ) : (
          <GamePage key={shown.gameId} gameId={shown.gameId} />
        )}
      </main>
      {form.value === null ? null : <AccountDialog />}
      <Toaster closeLabel={shared.close} />
    </>
  );
}
