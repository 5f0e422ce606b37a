// The record format: a 128-byte header and the payload, padded with zeros to whole sectors so that
// a later write never touches a sector holding a durable record. Pure; knows nothing of files.
//
//   0 magic, 4 bytes     8 batch     24 time ms   36 count            48 log id, 16 bytes
//   4 format u16        16 first seq 32 epoch u32 40 payload length   64 previous hash, 32 bytes
//   6 header bytes u16                            44 zero             96 hash, 32 bytes
//
// Little-endian, u64 unless said. The hash is SHA-256 over bytes 0-95 and the payload. A release
// that writes another record format must raise the format in log.json first.
import { createHash } from "node:crypto";
import type { NewBatch, StoredBatch } from "./log.ts";

const RECORD_FORMAT = 1;
export const HEADER_BYTES = 128;
/** The smallest unit any disk writes whole. */
export const SECTOR_BYTES = 512;
/** Far above the sequencer's 1 MiB; keeps a damaged length from asking for gigabytes. */
export const PAYLOAD_BYTES_MAX = 16 * 1024 * 1024;
export const LOG_ID_BYTES = 16;
/** "MTL" and a byte JSON text cannot contain, so that no payload looks like a record. */
const MAGIC: Uint8Array = Uint8Array.of(0x4d, 0x54, 0x4c, 0x01);

const HASH_OFFSET = 96;

export type RecordHeader = Omit<StoredBatch, "payload"> & { payloadBytes: number };

export type HeaderReading =
  | { kind: "header"; header: RecordHeader }
  | { kind: "blank" } // preallocated zeros
  | { kind: "damaged"; reason: string };

/** Bytes a record takes on disk, padding included. */
export function recordBytes(payloadBytes: number): number {
  return Math.ceil((HEADER_BYTES + payloadBytes) / SECTOR_BYTES) * SECTOR_BYTES;
}

export function sealRecord(
  logId: Uint8Array,
  batch: NewBatch & { batch: number; epoch: number; previousHash: string },
): { header: Uint8Array; stored: StoredBatch } {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  header.set(MAGIC, 0);
  view.setUint16(4, RECORD_FORMAT, true);
  view.setUint16(6, HEADER_BYTES, true);
  view.setBigUint64(8, BigInt(batch.batch), true);
  view.setBigUint64(16, BigInt(batch.firstSeq), true);
  view.setBigUint64(24, BigInt(batch.timeMs), true);
  view.setUint32(32, batch.epoch, true);
  view.setUint32(36, batch.count, true);
  view.setUint32(40, batch.payload.length, true);
  header.set(logId, 48);
  header.set(Buffer.from(batch.previousHash, "hex"), 64);
  const digest = createHash("sha256")
    .update(header.subarray(0, HASH_OFFSET))
    .update(batch.payload)
    .digest();
  header.set(digest, HASH_OFFSET);
  return { header, stored: { ...batch, hash: digest.toString("hex") } };
}

export function readHeader(bytes: Uint8Array, logId: Uint8Array): HeaderReading {
  if (isZero(bytes.subarray(0, HEADER_BYTES))) return { kind: "blank" };
  const reason = damageOf(bytes, logId);
  if (reason !== null) return { kind: "damaged", reason };
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const header = {
    batch: Number(view.getBigUint64(8, true)),
    firstSeq: Number(view.getBigUint64(16, true)),
    timeMs: Number(view.getBigUint64(24, true)),
    epoch: view.getUint32(32, true),
    count: view.getUint32(36, true),
    payloadBytes: view.getUint32(40, true),
    previousHash: hexOf(bytes, 64),
    hash: hexOf(bytes, HASH_OFFSET),
  };
  return { kind: "header", header };
}

/** Whether the hash in the header is that of header and payload. */
export function hashFits(header: Uint8Array, payload: Uint8Array): boolean {
  const digest = createHash("sha256")
    .update(header.subarray(0, HASH_OFFSET))
    .update(payload)
    .digest();
  return digest.equals(header.subarray(HASH_OFFSET, HEADER_BYTES));
}

export function startsRecord(bytes: Uint8Array, offset: number): boolean {
  return MAGIC.every((byte, index) => bytes[offset + index] === byte);
}

const ZEROS = Buffer.alloc(64 * 1024);

export function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const part = bytes.subarray(at, at + ZEROS.length);
    if (Buffer.compare(part, ZEROS.subarray(0, part.length)) !== 0) return false;
  }
  return true;
}

function damageOf(bytes: Uint8Array, logId: Uint8Array): string | null {
  if (bytes.length < HEADER_BYTES) return `${bytes.length} bytes where a header needs 128`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (!startsRecord(bytes, 0)) return "no record begins here";
  const format = view.getUint16(4, true);
  if (format !== RECORD_FORMAT) return `record format ${format}, expected ${RECORD_FORMAT}`;
  if (view.getUint16(6, true) !== HEADER_BYTES) return "impossible header length";
  if (view.getUint32(44, true) !== 0) return "reserved bytes are set";
  if (Buffer.compare(bytes.subarray(48, 48 + LOG_ID_BYTES), logId) !== 0)
    return `the record belongs to log ${Buffer.from(bytes.subarray(48, 64)).toString("hex")}`;
  const length = view.getUint32(40, true);
  if (length > PAYLOAD_BYTES_MAX) return `payload length ${length} above ${PAYLOAD_BYTES_MAX}`;
  return null;
}

function hexOf(bytes: Uint8Array, offset: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + offset, 32).toString("hex");
}
