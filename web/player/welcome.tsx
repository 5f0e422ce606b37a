// What this is, for whoever has not joined yet.
import { Button } from "../design/button.tsx";
import { player } from "../text/player.ts";
import { useVisitor } from "./visitor.ts";
import "./welcome.css";

export function Welcome() {
  const { form } = useVisitor();
  return (
    <section class="welcome" aria-labelledby="welcome">
      <div class="welcome__words">
        <h2 id="welcome" class="welcome__title">
          {player.welcome.title}
        </h2>
        <p>{player.welcome.text}</p>
      </div>
      <div class="welcome__join">
        <Button
          look="primary"
          onClick={() => {
            form.value = "sign-up";
          }}
        >
          {player.account.toBet}
        </Button>
        <p class="welcome__points">{player.welcome.points}</p>
      </div>
    </section>
  );
}
