// When it happened: marked when the action was chosen, moved by a second or five.
import { Button } from "../../design/button.tsx";
import { durationText } from "../../design/countdown.tsx";
import { words } from "../../text/console.ts";
import { KeyHint } from "../key-hint.tsx";
import { useOperator } from "../operator.ts";
import { useDesk } from "./desk.ts";
import { useShortcuts } from "./shortcuts.ts";

const STEPS_S = [-5, -1, 1, 5] as const;

export function MomentPicker({ place }: { readonly place: "page" | "dialog" }) {
  const { connection, now } = useOperator();
  const { areKeysOn, momentMs } = useDesk();
  const move = (seconds: number) => (): void => {
    momentMs.value = Math.min(momentMs.value + seconds * 1_000, connection.nowMs());
  };
  const later = move(1);
  useShortcuts({ "-": move(-1), "+": later, "=": later }, { areOn: () => areKeysOn.peek(), place });
  const time = new Date(momentMs.value).toLocaleTimeString();
  return (
    <div class="moment" role="group" aria-label={words.desk.moment}>
      <p class="moment__told">
        {words.desk.moment} <strong class="figure">{agoText(now.value - momentMs.value)}</strong>{" "}
        <span class="quiet figure">{words.desk.momentAt(time)}</span>
      </p>
      <div class="moment__steps">
        {STEPS_S.map((seconds) => (
          <Button key={seconds} onClick={move(seconds)}>
            {seconds < 0 ? `−${-seconds} s` : `+${seconds} s`}
            {seconds === -1 ? <KeyHint of="−" /> : seconds === 1 ? <KeyHint of="+" /> : null}
          </Button>
        ))}
        <Button look="quiet" onClick={() => (momentMs.value = connection.nowMs())}>
          {words.desk.now}
        </Button>
      </div>
    </div>
  );
}

function agoText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds <= 0) return words.desk.momentNow;
  return words.desk.momentAgo(seconds < 60 ? `${seconds} s` : durationText(ms));
}
