// GET /admin/users and /admin/users/{id}: who there is, what they may do and what they have.
import type { UserId } from "../../engine/ids.ts";
import type { State } from "../../engine/state.ts";
import type { User } from "../../identity/identity.ts";
import { formatDecimal } from "../../money/amount.ts";
import { currencyOf } from "../../money/currency.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { isHttpRefusal, readQueries, readWhole } from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

const FIELDS = ["q", "after", "limit"] as const;
const SHOWN_AT_ONCE = 50;
const SHOWN_MAX = 200;
const NAME_LENGTH_MAX = 64;
const USER_ID = /^[1-9]\d{0,14}$/;

type Parts = Pick<HttpParts, "identity" | "writer">;

/** By id; `q` is the beginning of a name. */
export async function listUsers(parts: Parts, context: HttpContext): Promise<Response> {
  const asked = readQueries(context, FIELDS);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const { q = "" } = asked;
  const range = { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 };
  const afterId = readWhole("after", asked.after, range);
  if (isHttpRefusal(afterId)) return refusalAnswer(afterId);
  const number = { min: 1, max: SHOWN_MAX, fallback: SHOWN_AT_ONCE };
  const limit = readWhole("limit", asked.limit, number);
  if (isHttpRefusal(limit)) return refusalAnswer(limit);
  if (q.length > NAME_LENGTH_MAX) {
    const text = `q has ${q.length} characters; accepted: up to ${NAME_LENGTH_MAX}`;
    return refusalAnswer(refuseHttp("FIELD_INVALID", text, "q"));
  }
  const { identity, writer } = parts;
  const found = await identity.usersByName({ prefix: q, afterId, limit });
  const { state } = writer;
  const users = found.map((user) => userRow(state, user));
  const next = users.length < limit ? null : (users.at(-1)?.user_id ?? null);
  const answer = jsonAnswer(200, { users, next_after: next });
  await allDurable(writer);
  return answer;
}

export async function showUser({ identity, writer }: Parts, context: HttpContext) {
  const id = context.req.param("id") ?? "";
  const userId = Number(USER_ID.test(id) ? id : 0) as UserId;
  const user = await identity.userById(userId);
  const { state } = writer;
  if (user === null && !state.accounts.has(userId)) {
    const text = "the id in the path is no number of a user";
    return refusalAnswer(refuseHttp("USER_NOT_FOUND", text));
  }
  const none = { userId, username: `user ${userId}`, country: null, state: "active" } as const;
  const row = userRow(state, user ?? none);
  const answer = jsonAnswer(200, { ...row, balances: balancesOf(state, userId) });
  await allDurable(writer);
  return answer;
}

function userRow(state: State, user: Pick<User, "userId" | "username" | "country" | "state">) {
  const account = state.accounts.get(user.userId as UserId);
  return {
    user_id: user.userId,
    username: user.username,
    country: account?.country ?? user.country,
    state: user.state,
    roles: [...(account?.roles ?? [])].sort(),
  };
}

function balancesOf({ wallets }: State, userId: UserId): object[] {
  return wallets.currencies().flatMap((currency) => {
    const { availableMinor, exposureMinor } = wallets.balance(currency, userId);
    if (availableMinor === 0 && exposureMinor === 0) return [];
    const money = (minor: number): string =>
      formatDecimal(minor, currencyOf(currency)?.decimals ?? 0);
    return [{ currency, available: money(availableMinor), exposure: money(exposureMinor) }];
  });
}
