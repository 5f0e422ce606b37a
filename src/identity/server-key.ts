// The server key: 32 random bytes in a file of their own, from which session keys and other secrets
// are derived. Created once; never written over, never repaired: a doubtful file stops the start.
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const keyBytes = 32;
const ownerOnly = 0o600;

export const serverKeyFile = "server.key";

export function newServerKey(): Uint8Array {
  return randomBytes(keyBytes);
}

export function openServerKey(directory: string): Uint8Array {
  const path = join(directory, serverKeyFile);
  if (!existsSync(path)) createServerKey(directory, path);
  return readServerKey(path);
}

// Written beside and renamed, so that a crash leaves either no key or a whole one.
function createServerKey(directory: string, path: string): void {
  const beside = `${path}.new`;
  const file = openSync(beside, "w", ownerOnly);
  try {
    // One left over from a crash would keep the mode it has.
    fchmodSync(file, ownerOnly);
    writeFileSync(file, newServerKey());
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncDirectory(directory);
}

function syncDirectory(directory: string): void {
  // Windows can't open a directory; its rename is durable by journal.
  if (process.platform === "win32") return;
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function readServerKey(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const mode = fstatSync(file).mode & 0o777;
    // Windows has no mode bits; its files take the rights of their directory.
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new Error(
        `${path}: mode ${mode.toString(8).padStart(4, "0")} lets others at the server key; 0600 is accepted (chmod 600)`,
      );
    }
    const key = readFileSync(file);
    if (key.length !== keyBytes) {
      throw new Error(
        `${path}: ${key.length} bytes, not a server key; exactly ${keyBytes} are accepted. Restore it from a backup.`,
      );
    }
    return key;
  } finally {
    closeSync(file);
  }
}
