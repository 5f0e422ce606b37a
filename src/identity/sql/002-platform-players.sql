-- Players of platforms, who come by a launch: a name of ours, no address and no password. The table of
-- users is made anew because its check can't be changed; foreign keys are off while migrations run.
CREATE TABLE users_new (
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
      username IS NOT NULL
      AND (email IS NULL) = (password_hash IS NULL)
      AND (email IS NULL) = (email_folded IS NULL)
  END)
) STRICT;

INSERT INTO users_new (id, state, username, email, email_folded, password_hash, country)
  SELECT id, state, username, email, email_folded, password_hash, country FROM users;

DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

CREATE INDEX users_pending ON users (id) WHERE state = 'pending';

-- A row goes with the erasure of its user: the platform's name for them is personal data.
CREATE TABLE platform_players (
  platform_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  user_id     INTEGER NOT NULL UNIQUE REFERENCES users (id),
  PRIMARY KEY (platform_id, external_id)
) STRICT, WITHOUT ROWID;
