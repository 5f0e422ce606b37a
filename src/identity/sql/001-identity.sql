-- Personal data, kept outside the log so that it can be erased. Rows of users are never deleted: an
-- erased one keeps its id, so that ids stay dense and are never given out twice.
CREATE TABLE users (
  id            INTEGER PRIMARY KEY,
  state         TEXT NOT NULL CHECK (state IN ('pending', 'active', 'erased')),
  username      TEXT COLLATE NOCASE UNIQUE,
  email         TEXT,
  email_folded  TEXT UNIQUE,
  password_hash TEXT,
  country       TEXT,
  CHECK (CASE state
    WHEN 'erased' THEN
      coalesce(username, email, email_folded, password_hash, country) IS NULL
    ELSE
      username IS NOT NULL AND email IS NOT NULL AND email_folded IS NOT NULL
      AND password_hash IS NOT NULL
  END)
) STRICT;

CREATE INDEX users_pending ON users (id) WHERE state = 'pending';

-- Nothing of a session key is stored: it is derived from the server key and this random id.
CREATE TABLE sessions (
  id            TEXT PRIMARY KEY,
  user_id       INTEGER NOT NULL REFERENCES users (id),
  expires_at_ms INTEGER NOT NULL,
  nonces_used   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user_id, expires_at_ms);
CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms);

CREATE TABLE nonces (
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  nonce      TEXT NOT NULL,
  PRIMARY KEY (session_id, nonce)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  id            TEXT PRIMARY KEY,
  user_id       INTEGER NOT NULL REFERENCES users (id),
  label         TEXT NOT NULL,
  key_hash      TEXT NOT NULL UNIQUE,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX api_keys_by_user ON api_keys (user_id, created_at_ms);
