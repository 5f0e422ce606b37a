-- What is over, for people and reports. Everything here follows from the log and can be made again
-- from it (mutuel rebuild). Amounts are minor units, times epoch milliseconds, seqs places in the log.

-- One row: everything up to and with this seq is here; nothing later is complete.
CREATE TABLE cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  as_of_seq INTEGER NOT NULL,
  deployment_id TEXT NOT NULL,
  pools_complete INTEGER NOT NULL,
  games_complete INTEGER NOT NULL
) STRICT;
INSERT INTO cursor VALUES (1, 0, '', 0, 0);

CREATE TABLE sources (
  source_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  admin_id INTEGER NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  closed_seq INTEGER,
  closed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

-- closed_seq: set when the game is closed, and with it complete.
CREATE TABLE games (
  game_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  currency TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  hashtag TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  open_at_ms INTEGER NOT NULL,
  close_at_ms INTEGER,
  live_start_at_ms INTEGER NOT NULL,
  live_finish_at_ms INTEGER,
  closed_seq INTEGER,
  closed_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX games_of_source ON games (source_id);

-- Resolved pools. A pool is complete when its row is here; bets without one are of a pool on its way.
-- targets: JSON, in the pool's order, each with the valid stake and the people on it.
CREATE TABLE pools (
  pool INTEGER PRIMARY KEY,
  pool_id TEXT NOT NULL UNIQUE,
  game_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type INTEGER NOT NULL,
  action TEXT NOT NULL,
  description TEXT NOT NULL,
  targets TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  finish_at_ms INTEGER,
  stop_at_ms INTEGER,
  blocked_at_ms INTEGER,
  version INTEGER NOT NULL,
  takeout_bps INTEGER NOT NULL,
  rule_version INTEGER NOT NULL,
  resolved_at_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('settled', 'voided')),
  cause TEXT,
  void_reason TEXT,
  winner TEXT,
  happened_at_ms INTEGER,
  money_return INTEGER NOT NULL,
  bets INTEGER NOT NULL,
  valid_bets INTEGER NOT NULL,
  people INTEGER NOT NULL,
  staked_minor INTEGER NOT NULL,
  gross_minor INTEGER NOT NULL,
  winning_minor INTEGER NOT NULL,
  takeout_minor INTEGER NOT NULL,
  paid_minor INTEGER NOT NULL,
  late_minor INTEGER NOT NULL,
  void_minor INTEGER NOT NULL,
  returned_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX pools_of_game ON pools (game_id);
CREATE INDEX pools_by_time ON pools (resolved_at_ms);

-- target: place in the pool's targets. result: won, lost, late (returned), void (returned), returned
-- (nobody had the winner). paid_minor includes the stake.
CREATE TABLE bets (
  pool INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  bet_id TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  target INTEGER NOT NULL,
  stake_minor INTEGER NOT NULL,
  placed_at_ms INTEGER NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('won', 'lost', 'late', 'void', 'returned')),
  paid_minor INTEGER NOT NULL,
  PRIMARY KEY (pool, seq)
) STRICT, WITHOUT ROWID;
-- By pool first: what is entered together lies together, however large the archive grows. The pools of
-- a user are those of the user's stakes in the ledger.
CREATE INDEX bets_of_user ON bets (pool, user_id);

CREATE TABLE events (
  event_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  game_id TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  happened_at_ms INTEGER NOT NULL,
  client_event_id TEXT,
  pool INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX events_of_game ON events (game_id, seq);

-- user_id 0 is the house. Amounts are signed: what the holder gained by it. stakes and payouts are
-- one entry per user and pool, booked with the pool's resolution.
CREATE TABLE ledger (
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('welcome', 'deposit', 'withdrawal', 'stakes', 'payouts', 'takeout')),
  user_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  pool INTEGER,
  reference TEXT,
  PRIMARY KEY (seq, kind, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_of_user ON ledger (user_id, seq);
CREATE INDEX ledger_of_pool ON ledger (pool, kind) WHERE pool IS NOT NULL;
