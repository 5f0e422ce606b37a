// Files byte by byte in pieces, hashed on the way. Copies are readable by their owner only.
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";

const PIECE_BYTES = 1024 * 1024;
const OWNER_ONLY = 0o600;

/** Hex SHA-256 and length. */
export type FileSum = { sha256: string; bytes: number };

/** Durable on return, but for the name. An existing target is written over. */
export function copyFile(from: string, to: string): FileSum {
  const target = openSync(to, "w", OWNER_ONLY);
  try {
    const sum = inPieces(from, (piece) => {
      for (let done = 0; done < piece.length;) done += writeSync(target, piece, done);
    });
    fsyncSync(target);
    return sum;
  } finally {
    closeSync(target);
  }
}

export function sumOf(path: string): FileSum {
  return inPieces(path, () => {});
}

/** A directory's new names last only after this. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function inPieces(path: string, take: (piece: Uint8Array) => void): FileSum {
  const file = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const buffer = new Uint8Array(PIECE_BYTES);
    let bytes = 0;
    for (;;) {
      const count = readSync(file, buffer, 0, buffer.length, bytes);
      if (count === 0) return { sha256: hash.digest("hex"), bytes };
      const piece = buffer.subarray(0, count);
      hash.update(piece);
      take(piece);
      bytes += count;
    }
  } finally {
    closeSync(file);
  }
}
