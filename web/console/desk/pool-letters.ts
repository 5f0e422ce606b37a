// Which key locks which pool. A pool keeps its letter for as long as it is open, so that no key means
// something else under somebody's fingers; a letter that has become free is given out last.

export const LETTERS: readonly string[] = "qwertyuiopasdfghjklzxcvbnm".split("");

export type PoolLetters = {
  readonly byPool: ReadonlyMap<string, string>;
  /** Free ones, the next to be given out first. */
  readonly free: readonly string[];
};

export const NO_LETTERS: PoolLetters = { byPool: new Map(), free: LETTERS };

/** The same object where nothing changes. More pools than letters: the newest have none. */
export function lettersFor(known: PoolLetters, poolIds: readonly string[]): PoolLetters {
  const open = new Set(poolIds);
  const kept = [...known.byPool].filter(([id]) => open.has(id));
  const dropped = [...known.byPool].filter(([id]) => !open.has(id)).map(([, letter]) => letter);
  const byPool = new Map(kept);
  const free = [...known.free, ...dropped];
  for (const id of poolIds) {
    if (byPool.has(id)) continue;
    const letter = free.shift();
    if (letter === undefined) break;
    byPool.set(id, letter);
  }
  const isSame = dropped.length === 0 && byPool.size === known.byPool.size;
  return isSame ? known : { byPool, free };
}
