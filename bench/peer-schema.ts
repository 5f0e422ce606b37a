// What the peer does for a bet, in one call of a function and one transaction: the wallet is charged if
// it can be, the bet is inserted under its client_bet_id, the pool's running totals are updated. The
// pool comes last, so that its row is locked no longer than it must be.

/** With one pool row, with several, or without any. */
export type PeerPools = "pool-row" | "no-pool-row";

const STAKE_MINOR = 100;

export const SCHEMA = `
  create table wallets (
    user_id int primary key,
    available_minor bigint not null check (available_minor >= 0),
    exposure_minor bigint not null
  );
  create table pools (
    pool_id int primary key,
    status text not null,
    gross_minor bigint not null,
    bets bigint not null,
    totals_minor bigint[] not null
  );
  create table bets (
    bet_id bigint generated always as identity primary key,
    pool_id int not null,
    user_id int not null,
    target int not null,
    stake_minor bigint not null,
    placed_at timestamptz not null default clock_timestamp(),
    client_bet_id text not null,
    unique (user_id, pool_id, client_bet_id)
  );
  create function place_bet_alone(p_user int, p_pool int, p_target int, p_client_bet_id text)
  returns bigint language plpgsql as $$
  declare placed bigint;
  begin
    update wallets set available_minor = available_minor - ${STAKE_MINOR},
      exposure_minor = exposure_minor + ${STAKE_MINOR}
      where user_id = p_user and available_minor >= ${STAKE_MINOR};
    if not found then raise exception 'insufficient funds'; end if;
    insert into bets (pool_id, user_id, target, stake_minor, client_bet_id)
      values (p_pool, p_user, p_target, ${STAKE_MINOR}, p_client_bet_id) returning bet_id into placed;
    return placed;
  end $$;
  create function place_bet(p_user int, p_pool int, p_target int, p_client_bet_id text)
  returns bigint language plpgsql as $$
  declare placed bigint;
  begin
    placed := place_bet_alone(p_user, p_pool, p_target, p_client_bet_id);
    update pools set gross_minor = gross_minor + ${STAKE_MINOR}, bets = bets + 1,
      totals_minor[p_target] = totals_minor[p_target] + ${STAKE_MINOR}
      where pool_id = p_pool and status = 'open';
    if not found then raise exception 'pool closed'; end if;
    return placed;
  end $$;`;

export function rowsOf(players: number, pools: number): string {
  return `
    insert into wallets select n, 100000000000, 0 from generate_series(1, ${players}) n;
    insert into pools select n, 'open', 0, 0, '{0,0}' from generate_series(1, ${pools}) n;`;
}

export function placingOf(pools: PeerPools): string {
  const name = pools === "pool-row" ? "place_bet" : "place_bet_alone";
  return `select ${name}($1, $2, $3, $4)`;
}
