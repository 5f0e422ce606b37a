// The whole console: who may see what, the way around, and the part that is shown.
import { Toaster } from "../design/toast.tsx";
import { words } from "../text/console.ts";
import { shared } from "../text/shared.ts";
import { ConnectionNotice } from "./connection-notice.tsx";
import { DeskPage } from "./desk/desk-page.tsx";
import { GamesPage } from "./games/games-page.tsx";
import { HealthPage } from "./health/health-page.tsx";
import { LedgerPage } from "./ledger-page.tsx";
import { LogPage } from "./log/log-page.tsx";
import { useOperator } from "./operator.ts";
import { PlatformsPage } from "./platforms/platforms-page.tsx";
import { route } from "./route.ts";
import { SideBar } from "./side-bar.tsx";
import { SignIn } from "./sign-in.tsx";
import { UserPage } from "./users/user-page.tsx";
import { UsersPage } from "./users/users-page.tsx";

export function App() {
  const { connection, hasKey, roles } = useOperator();
  const user = connection.user.value;
  if (user === undefined) return <p class="waiting">{shared.connection.connecting}</p>;
  const isIn = user !== null || hasKey.value;
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      {isIn ? (
        <div class="shell">
          <SideBar />
          <div class="shell__content">
            <ConnectionNotice />
            <main id="main" class="main" tabIndex={-1}>
              {roles.value === null ? <p class="quiet">{words.load.loading}</p> : <Part />}
            </main>
          </div>
        </div>
      ) : (
        <main id="main" class="gate" tabIndex={-1}>
          <SignIn />
        </main>
      )}
      <Toaster closeLabel={shared.close} />
    </>
  );
}

function Part() {
  const { operates } = useOperator();
  const { section, id } = route.value;
  if (section === "games") return id === null ? <GamesPage /> : <DeskPage key={id} gameId={id} />;
  if (!operates.value) {
    return (
      <div class="empty">
        <h1>{words.nav[section]}</h1>
        <p>{words.signIn.needed}</p>
      </div>
    );
  }
  switch (section) {
    case "users":
      return id === null ? <UsersPage /> : <UserPage key={id} userId={id} />;
    case "ledger":
      return <LedgerPage />;
    case "platforms":
      return <PlatformsPage />;
    case "log":
      return <LogPage />;
    case "health":
      return <HealthPage />;
    default:
      return section satisfies never;
  }
}
