// Books a deposit or a withdrawal, and shows before what the user would have afterwards.
import { useSignal } from "@preact/signals";
import { decimalsOf, minorOf, readAmount, textOf } from "../../design/amount.ts";
import { Field } from "../../design/field.tsx";
import { Money } from "../../design/money.tsx";
import { words } from "../../text/console.ts";
import { TypedWrong } from "../form/typed-wrong.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import type { ShownUser } from "./user-page.tsx";

export type Direction = "deposit" | "withdrawal";

export type TransferSheetProps = {
  readonly user: ShownUser;
  readonly direction: Direction;
  readonly onClose: () => void;
};

/** Of a currency that the user has nothing of, until the server says otherwise. */
const DECIMALS = 2;

export function TransferSheet({ user, direction, onClose }: TransferSheetProps) {
  const { http } = useOperator();
  const currency = useSignal(user.balances[0]?.currency ?? "DON");
  const typed = useSignal("");
  const reference = useSignal("");
  const code = currency.value.trim().toUpperCase();
  const has = user.balances.find((balance) => balance.currency === code)?.available ?? null;
  const decimals = has === null ? DECIMALS : decimalsOf(has);
  const amount = readAmount(typed.value, decimals);
  const before = has ?? textOf(0n, decimals);
  const after = amount === null ? null : afterwards(before, amount, direction);
  const isTooMuch = after?.startsWith("-") === true;
  return (
    <ReviewSheet
      title={
        direction === "deposit"
          ? words.users.depositTitle(user.username)
          : words.users.withdrawalTitle(user.username)
      }
      send={words.users[direction]}
      run={async () => {
        // A currency nobody has here may have other decimals: then the server judges the amount.
        const asked = amount ?? (has === null ? typed.value.trim() : null);
        if (asked === null) throw new TypedWrong(words.users.badAmount);
        const fields = {
          id: user.user_id,
          currency: code,
          amount: asked,
          reference: reference.value.trim(),
        };
        const booked = await http.value[direction](fields);
        return booked.idempotent === true
          ? words.users.bookedBefore
          : words.users.booked(booked.amount, code);
      }}
      onClose={onClose}
    >
      <div class="form-grid">
        <Field
          label={words.users.amount}
          name="amount"
          inputMode="decimal"
          required
          autofocus
          value={typed.value}
          error={isTooMuch ? words.users.tooMuch : null}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        <Field
          label={words.users.currency}
          name="currency"
          maxLength={3}
          required
          value={currency.value}
          onInput={(event) => (currency.value = event.currentTarget.value)}
        />
        <div class="form-grid__wide">
          <Field
            label={words.users.reference}
            hint={words.users.referenceHint}
            name="reference"
            maxLength={128}
            required
            value={reference.value}
            onInput={(event) => (reference.value = event.currentTarget.value)}
          />
        </div>
      </div>
      <dl class="sums" aria-live="polite">
        <div class="sums__one">
          <dt>{words.users.before}</dt>
          <dd>
            <Money amount={before} currency={code} />
          </dd>
        </div>
        <div class="sums__one sums__one--paid">
          <dt>{words.users.after}</dt>
          <dd>{after === null ? "–" : <Money amount={after} currency={code} />}</dd>
        </div>
      </dl>
    </ReviewSheet>
  );
}

function afterwards(before: string, amount: string, direction: Direction): string {
  const change = direction === "deposit" ? minorOf(amount) : -minorOf(amount);
  return textOf(minorOf(before) + change, decimalsOf(before));
}
