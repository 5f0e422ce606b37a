// Tables of numbers as bytes: columns of one length, each as narrow as its numbers allow. A line says
// how many rows and how wide, the columns follow one after the other. Little-endian, as is every
// platform we run on.
import type { SnapshotInput } from "./snapshot-input.ts";
import type { SnapshotOutput } from "./snapshot-output.ts";
import { SnapshotProblem } from "./snapshot-problem.ts";

const BYTES = { zero: 0, u8: 1, u16: 2, u32: 4, f64: 8 } as const;
type Width = keyof typeof BYTES;

export function writeTable(output: SnapshotOutput, columns: readonly Float64Array[]): void {
  const rows = columns[0]?.length ?? 0;
  const widths = columns.map(widthOf);
  output.text(`${JSON.stringify(["table", rows, ...widths])}\n`);
  columns.forEach((column, at) => output.bytes(packed(column, widths[at] ?? "f64")));
}

export function readTable(input: SnapshotInput, expected: { rows: number; columns: number }) {
  const [kind, rows, ...widths] = JSON.parse(input.line()) as [string, number, ...Width[]];
  if (kind !== "table" || rows !== expected.rows || widths.length !== expected.columns) {
    const found = `${kind} of ${rows} rows and ${widths.length} columns`;
    const wanted = `a table of ${expected.rows} rows and ${expected.columns} columns`;
    throw new SnapshotProblem(`it holds a ${found} where ${wanted} is expected`);
  }
  return widths.map((width) => unpacked(input, width, rows));
}

/** Each number less the one before it: times and seqs become small. */
export function differences(values: Float64Array): Float64Array {
  return values.map((value, row) => value - (row === 0 ? 0 : (values[row - 1] ?? 0)));
}

/** In place: the opposite of `differences`. */
export function sums(values: Float64Array): Float64Array {
  for (let row = 1; row < values.length; row++) {
    values[row] = (values[row - 1] ?? 0) + (values[row] ?? 0);
  }
  return values;
}

function widthOf(column: Float64Array): Width {
  let max = 0;
  for (const value of column) {
    if (value < 0 || value > 0xffff_ffff || !Number.isInteger(value)) return "f64";
    if (value > max) max = value;
  }
  if (max === 0) return "zero";
  if (max <= 0xff) return "u8";
  return max <= 0xffff ? "u16" : "u32";
}

function packed(column: Float64Array, width: Width): Uint8Array {
  switch (width) {
    case "zero":
      return new Uint8Array(0);
    case "u8":
      return Uint8Array.from(column);
    case "u16":
      return new Uint8Array(Uint16Array.from(column).buffer);
    case "u32":
      return new Uint8Array(Uint32Array.from(column).buffer);
    case "f64":
      return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  }
}

function unpacked(input: SnapshotInput, width: Width, rows: number): Float64Array {
  const length = rows * (BYTES[width] ?? Number.NaN);
  // Asked for before anything is allocated: a damaged number of rows must not cost memory.
  const bytes = new Uint8Array(input.bytes(length));
  switch (width) {
    case "zero":
      return new Float64Array(rows);
    case "u8":
      return new Float64Array(bytes);
    case "u16":
      return new Float64Array(new Uint16Array(bytes.buffer));
    case "u32":
      return new Float64Array(new Uint32Array(bytes.buffer));
    case "f64":
      return new Float64Array(bytes.buffer);
  }
}
