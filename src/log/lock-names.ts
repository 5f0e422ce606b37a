// The files of the lock. Nobody else may open the database: in a process that holds the lock,
// closing any other descriptor of that file would drop it (POSIX locks).
export const LOCK_DATABASE = "lock.sqlite";
export const LOCK_PID = "lock.pid";
export const LOCK_NAMES: ReadonlySet<string> = new Set([
  LOCK_DATABASE,
  `${LOCK_DATABASE}-journal`,
  LOCK_PID,
]);
