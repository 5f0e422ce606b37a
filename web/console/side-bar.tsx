// The way around the console, as far as one's roles reach, and who one is here.
import { useSignal } from "@preact/signals";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Icon, type IconName } from "../design/icon.tsx";
import { ThemeSwitch } from "../design/theme-switch.tsx";
import { words } from "../text/console.ts";
import { shared } from "../text/shared.ts";
import { useOperator } from "./operator.ts";
import { addressOf, follow, route, type Section } from "./route.ts";
import { KeyForm, UserForm } from "./sign-in.tsx";
import "./side-bar.css";

const ICONS: Readonly<Record<Section, IconName>> = {
  games: "play",
  users: "people",
  ledger: "book",
  platforms: "grid",
  log: "list",
  health: "chart",
};
const FOR_ALL: readonly Section[] = ["games"];
const FOR_OPERATORS: readonly Section[] = ["users", "ledger", "platforms", "log", "health"];

export function SideBar() {
  const { operates } = useOperator();
  const sections = operates.value ? [...FOR_ALL, ...FOR_OPERATORS] : FOR_ALL;
  return (
    <header class="side-bar">
      <a class="side-bar__brand" href={addressOf("games")} onClick={follow}>
        {shared.brand} <span class="side-bar__part">{words.title}</span>
      </a>
      <nav class="side-bar__nav" aria-label={words.nav.label}>
        {sections.map((section) => (
          <a
            key={section}
            class="side-bar__link"
            href={addressOf(section)}
            onClick={follow}
            aria-current={route.value.section === section ? "page" : undefined}
          >
            <Icon name={ICONS[section]} />
            {words.nav[section]}
          </a>
        ))}
      </nav>
      <Who />
    </header>
  );
}

function Who() {
  const operator = useOperator();
  const asks = useSignal<"log-in" | "key" | null>(null);
  const user = operator.connection.user.value;
  const done = (): void => {
    asks.value = null;
  };
  return (
    <div class="side-bar__who">
      {user === null || user === undefined ? (
        <Button onClick={() => (asks.value = "log-in")}>{words.who.logIn}</Button>
      ) : (
        <div class="side-bar__row">
          <span class="side-bar__user">
            <span class="truncate" title={user.name}>
              {user.name}
            </span>
            <span class="side-bar__roles truncate">
              {words.who.roles((operator.roles.value ?? []).join(", "))}
            </span>
          </span>
          <Button
            look="quiet"
            size="square"
            title={words.who.logOut}
            aria-label={words.who.logOut}
            onClick={() => void operator.logOut()}
          >
            <Icon name="out" />
          </Button>
        </div>
      )}
      {operator.hasKey.value ? (
        <div class="side-bar__row">
          <span class="side-bar__user">{words.who.key}</span>
          <Button
            look="quiet"
            size="square"
            title={words.who.forgetKey}
            aria-label={words.who.forgetKey}
            onClick={operator.forgetKey}
          >
            <Icon name="cross" />
          </Button>
        </div>
      ) : operator.operates.value ? null : (
        <Button look="quiet" class="side-bar__key" onClick={() => (asks.value = "key")}>
          {words.who.enterKey}
        </Button>
      )}
      <ThemeSwitch labels={shared.theme} />
      {asks.value === null ? null : (
        <Dialog
          title={asks.value === "key" ? words.who.enterKey : words.who.logIn}
          closeLabel={shared.close}
          onClose={done}
        >
          {asks.value === "key" ? <KeyForm onDone={done} /> : <UserForm onDone={done} />}
        </Dialog>
      )}
    </div>
  );
}
