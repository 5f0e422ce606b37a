// The available balance, which counts to its new value when it changes.
import { type ReadonlySignal, signal, useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { decimalsOf, minorOf, textOf } from "../design/amount.ts";
import { Money } from "../design/money.tsx";
import { signalOf } from "../live/store-signal.ts";
import type { Balance } from "../../client/src/index.ts";
import { player } from "../text/player.ts";
import { currency } from "./current-game.ts";
import { useVisitor } from "./visitor.ts";
import "./balance-ticker.css";

const TICK_MS = 600;

export function BalanceTicker() {
  const { connection } = useVisitor();
  const balance = useBalance(connection.client.value.balance(currency.value));
  const amount = useComputed(() => balance.value?.available_balance ?? null).value;
  const shown = useCounting(amount);
  if (shown === null) return null;
  return (
    <p class="balance" aria-label={`${player.balance}: ${amount} ${currency.value}`}>
      <span class="balance__label">{player.balance}</span>
      <Money amount={shown} currency={currency.value} class="balance__amount" />
    </p>
  );
}

function useBalance(
  store: Parameters<typeof signalOf<Balance | null>>[0],
): ReadonlySignal<Balance | null> {
  const balance = useRef(signal<Balance | null>(null)).current;
  useEffect(() => {
    const { value, end } = signalOf(store, "at-once");
    const endCopy = value.subscribe((next) => {
      balance.value = next;
    });
    return () => {
      endCopy();
      end();
    };
  }, [store]);
  return balance;
}

/** The amount on its way to `target`. */
function useCounting(target: string | null): string | null {
  const shown = useRef(signal<string | null>(null)).current;
  useEffect(() => {
    const from = shown.peek();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (target === null || from === null || isCalm) {
      shown.value = target;
      return undefined;
    }
    const [start, end] = [minorOf(from), minorOf(target)];
    const decimals = decimalsOf(target);
    let frame = 0;
    let startedMs: number | null = null;
    const step = (nowMs: number): void => {
      startedMs ??= nowMs;
      const part = Math.min(1, (nowMs - startedMs) / TICK_MS);
      const eased = BigInt(Math.round((1 - (1 - part) ** 3) * 1_000));
      shown.value = textOf(start + ((end - start) * eased) / 1_000n, decimals);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(frame);
      shown.value = target;
    };
  }, [target]);
  return shown.value;
}
