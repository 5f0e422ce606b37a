-- Money of the providers' own games, and what providers earn on turnover.

CREATE TABLE transactions (
  seq INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  api TEXT NOT NULL CHECK (api IN ('debit', 'credit', 'rollback', 'rollbackDebit')),
  transaction_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  royalty_bps INTEGER NOT NULL,
  round TEXT,
  balance_minor INTEGER NOT NULL
) STRICT;

-- One entry per booking: account and rate of a settled pool, or of a transaction (pool NULL). Signed:
-- turnover that was taken back is below zero, and so is its royalty.
CREATE TABLE royalties (
  seq INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  royalty_bps INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  turnover_minor INTEGER NOT NULL,
  royalty_minor INTEGER NOT NULL,
  pool INTEGER,
  PRIMARY KEY (seq, account_id, royalty_bps)
) STRICT, WITHOUT ROWID;
CREATE INDEX royalties_of_source ON royalties (source_id, time_ms);

-- Running turnover per account, rate and currency, of which the royalty is a share. As text: money goes
-- round, so it may pass what an integer here holds.
CREATE TABLE turnovers (
  account_id INTEGER NOT NULL,
  royalty_bps INTEGER NOT NULL,
  currency TEXT NOT NULL,
  turnover_minor TEXT NOT NULL,
  PRIMARY KEY (account_id, royalty_bps, currency)
) STRICT, WITHOUT ROWID;

-- More kinds: grant (play money of a session), the transactions (reference: the provider's id), and
-- royalty, which the house (user_id 0) pays.
CREATE TABLE ledger_2 (
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'welcome', 'deposit', 'withdrawal', 'stakes', 'payouts', 'takeout',
    'grant', 'debit', 'credit', 'rollback', 'rollbackDebit', 'royalty'
  )),
  user_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  pool INTEGER,
  reference TEXT,
  PRIMARY KEY (seq, kind, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_2 SELECT * FROM ledger;
DROP TABLE ledger;
ALTER TABLE ledger_2 RENAME TO ledger;
CREATE INDEX ledger_of_user ON ledger (user_id, seq);
CREATE INDEX ledger_of_pool ON ledger (pool, kind) WHERE pool IS NOT NULL;
