// Why something was not done, in the server's words.
import { refusalText } from "../../text/console.ts";

export function Refusal({ error }: { readonly error: unknown }) {
  if (error === null) return null;
  return (
    <p class="error" role="alert">
      {refusalText(error)}
    </p>
  );
}
