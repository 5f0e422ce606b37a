// What stands in place of something that is not there yet, or could not be read.
import { Button } from "../design/button.tsx";
import { refusalText, words } from "../text/console.ts";
import type { Loaded } from "./loaded.ts";

export function LoadState({ of }: { readonly of: Loaded<unknown> }) {
  if (of.error.value === null) return <p class="quiet">{words.load.loading}</p>;
  return (
    <div class="empty" role="alert">
      <p>{words.load.failed}</p>
      <p class="empty__hint">{refusalText(of.error.value)}</p>
      <p>
        <Button onClick={of.again}>{words.load.again}</Button>
      </p>
    </div>
  );
}
