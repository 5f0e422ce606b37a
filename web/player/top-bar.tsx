// Brand, balance, and who is here.
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { ThemeSwitch } from "../design/theme-switch.tsx";
import { player } from "../text/player.ts";
import { shared } from "../text/shared.ts";
import { BalanceTicker } from "./balance-ticker.tsx";
import { addressOf, follow } from "./route.ts";
import { useVisitor } from "./visitor.ts";
import "./top-bar.css";

export function TopBar() {
  const { connection } = useVisitor();
  const user = connection.user.value;
  return (
    <header class="top-bar">
      <div class="top-bar__inner">
        <a class="top-bar__brand" href={addressOf(null)} onClick={follow}>
          <Mark />
          <span>{shared.brand}</span>
        </a>
        <div class="top-bar__end">
          {user === undefined ? null : user === null ? (
            <GuestButtons />
          ) : (
            <UserButtons name={user.name} />
          )}
          <ThemeSwitch labels={shared.theme} />
        </div>
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg class="top-bar__mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 23V9l8 8 8-8v14" />
    </svg>
  );
}

function GuestButtons() {
  const { form } = useVisitor();
  const show = (next: "sign-up" | "log-in") => () => {
    form.value = next;
  };
  return (
    <>
      <Button look="quiet" onClick={show("log-in")}>
        {player.account.logIn}
      </Button>
      <Button look="primary" onClick={show("sign-up")}>
        {player.account.signUp}
      </Button>
    </>
  );
}

function UserButtons({ name }: { readonly name: string }) {
  const { logOut } = useVisitor();
  return (
    <>
      <BalanceTicker />
      <span class="top-bar__name truncate" title={name}>
        {name}
      </span>
      <Button
        look="quiet"
        size="square"
        title={player.account.logOut}
        aria-label={player.account.logOut}
        onClick={() => void logOut()}
      >
        <Icon name="out" />
      </Button>
    </>
  );
}
