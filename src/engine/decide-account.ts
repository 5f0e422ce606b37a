import { toMinor } from "../money/amount.ts";
import { DON, currencyOf } from "../money/currency.ts";
import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import { refuse } from "./refusal.ts";
import type { State } from "./state.ts";

export function decideOpenAccount(
  state: State,
  command: CommandOf<"open-account">,
  context: Context,
): Decision {
  const { userId, country } = command;
  const answer = { kind: "account", userId } as const;
  if (state.accounts.has(userId)) return accept([], answer);
  const draft = new Draft(state, context, "system");
  const welcomeDonMinor = state.wallets.canTakeIn(DON, context.rules.welcomeDonMinor)
    ? context.rules.welcomeDonMinor
    : 0;
  return accept(
    [{ kind: "AccountOpened", ...draft.sign, userId, country, welcomeDonMinor }],
    answer,
  );
}

export function decideSetRole(
  state: State,
  command: CommandOf<"set-role">,
  context: Context,
): Decision {
  const { userId, role, grant } = command;
  const account = state.accounts.get(userId);
  if (account === undefined) return refuse("USER_NOT_FOUND", `there is no user ${userId}`);
  const answer = { kind: "account", userId } as const;
  if (account.roles.has(role) === (grant === "give")) return accept([], answer);
  const draft = new Draft(state, context, "operator");
  return accept([{ kind: "RoleSet", ...draft.sign, userId, role, grant }], answer);
}

export function decideTransfer(
  state: State,
  command: CommandOf<"transfer">,
  context: Context,
): Decision {
  const { direction, userId, currency, reference } = command;
  const known = currencyOf(currency);
  if (known === null) {
    return refuse(
      "FIELD_INVALID",
      `currency ${currency} is unknown; use ISO 4217 codes, DON or FUN`,
    );
  }
  const reading = toMinor(command.amount, known.decimals);
  if (reading.kind === "too-many-decimals") {
    const text = `amount ${command.amount} has more than the ${known.decimals} decimals of ${currency}`;
    return refuse("FIELD_INVALID", text);
  }
  if (!state.accounts.has(userId)) return refuse("USER_NOT_FOUND", `there is no user ${userId}`);
  const before = state.transfers.get(reference);
  const amountMinor = reading.kind === "amount" ? reading.amountMinor : null;
  if (before !== undefined) {
    const same =
      before.direction === direction &&
      before.userId === userId &&
      before.currency === currency &&
      before.amountMinor === amountMinor;
    if (same) return accept([], { kind: "transfer", reference, change: "none" });
    return refuse("IDEMPOTENCY_MISMATCH", `reference ${reference} was used for another transfer`);
  }
  if (amountMinor === null) {
    return refuse(
      "AMOUNT_LIMIT",
      `amount ${command.amount} is above the limit of 10^13 minor units`,
    );
  }
  const { availableMinor } = state.wallets.balance(currency, userId);
  if (direction === "withdrawal" && availableMinor < amountMinor) {
    return refuse("INSUFFICIENT_FUNDS", `only ${availableMinor} minor units are available`);
  }
  if (direction === "deposit" && !state.wallets.canTakeIn(currency, amountMinor)) {
    return refuse(
      "AMOUNT_LIMIT",
      `there may be no more than 2^53 minor units of ${currency} in all`,
    );
  }
  const draft = new Draft(state, context, "operator");
  return accept(
    [{ kind: "Transferred", ...draft.sign, direction, userId, currency, amountMinor, reference }],
    { kind: "transfer", reference, change: "made" },
  );
}
