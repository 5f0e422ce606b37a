// An amount with its currency, in figures that stand under each other.
import { grouped } from "./amount.ts";
import "./money.css";

export type MoneyProps = {
  /** Decimal text, as the server writes it. */
  readonly amount: string;
  readonly currency?: string;
  readonly class?: string;
};

export function Money({ amount, currency, class: more }: MoneyProps) {
  return (
    <span class={more === undefined ? "money figure" : `money figure ${more}`}>
      {grouped(amount)}
      {currency === undefined ? null : <span class="money__currency">{currency}</span>}
    </span>
  );
}
