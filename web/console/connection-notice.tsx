// Says when the connection is lost and when the next attempt is. Read aloud as it changes.
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { errorText, shared } from "../text/shared.ts";
import { useOperator } from "./operator.ts";

export function ConnectionNotice() {
  return (
    <div class="notice-place" role="status" aria-live="polite">
      <Notice />
    </div>
  );
}

function Notice() {
  const { connection, now } = useOperator();
  const status = connection.status.value;
  if (status.state === "closed") {
    return (
      <p class="notice notice--bad">
        <Icon name="signal" />
        {shared.connection.closed(errorText(status.error))}
      </p>
    );
  }
  if (status.state !== "waiting") return null;
  const seconds = Math.max(0, Math.ceil((status.retryAtMs - now.value) / 1_000));
  return (
    <div class="notice notice--warn">
      <Icon name="signal" />
      <p class="notice__text">{shared.connection.waiting(seconds)}</p>
      <Button onClick={() => connection.client.value.retryNow()}>{shared.connection.retry}</Button>
    </div>
  );
}
