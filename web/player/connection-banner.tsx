// Says when the connection is lost, and when it is back. Read aloud as it changes.
import { useSignal, useSignalEffect } from "@preact/signals";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { errorText, shared } from "../text/shared.ts";
import { useVisitor } from "./visitor.ts";
import "./connection-banner.css";

const BACK_MS = 4_000;

export function ConnectionBanner() {
  const { connection } = useVisitor();
  const { status } = connection;
  const wasLost = useSignal(false);
  const isBack = useSignal(false);
  useSignalEffect(() => {
    const { state } = status.value;
    if (state === "waiting") wasLost.value = true;
    if (state !== "open" || !wasLost.peek()) return undefined;
    wasLost.value = false;
    isBack.value = true;
    const timer = setTimeout(() => {
      isBack.value = false;
    }, BACK_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div class="banner-place" role="status" aria-live="polite">
      <Banner wasLost={wasLost.value} isBack={isBack.value} />
    </div>
  );
}

function Banner({ wasLost, isBack }: { readonly wasLost: boolean; readonly isBack: boolean }) {
  const { connection, now } = useVisitor();
  const status = connection.status.value;
  if (status.state === "closed") {
    return <p class="banner banner--bad">{shared.connection.closed(errorText(status.error))}</p>;
  }
  if (status.state === "open") {
    if (!isBack) return null;
    return (
      <p class="banner banner--good">
        <Icon name="check" />
        {shared.connection.back}
      </p>
    );
  }
  if (!wasLost) return null;
  const waits = status.state === "waiting";
  const seconds = waits ? Math.ceil((status.retryAtMs - now.value) / 1_000) : 0;
  return (
    <div class="banner banner--warn">
      <Icon name="signal" />
      <p class="banner__text">
        <strong>{shared.connection.waiting(Math.max(0, seconds))}</strong>{" "}
        {shared.connection.nothingLost}
      </p>
      {waits ? (
        <Button onClick={() => connection.client.value.retryNow()}>
          {shared.connection.retry}
        </Button>
      ) : null}
    </div>
  );
}
