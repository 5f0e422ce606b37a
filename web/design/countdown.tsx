// The time left until a moment, or since it: `2:05`, `1:12:40`, `3 d 4 h`.
import type { ReadonlySignal } from "@preact/signals";

export type CountdownProps = {
  /** The server's time, ticking. */
  readonly now: ReadonlySignal<number>;
  readonly untilMs: number;
};

export function Countdown({ now, untilMs }: CountdownProps) {
  return <span class="figure">{durationText(Math.abs(untilMs - now.value))}</span>;
}

export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const two = (value: number): string => String(value).padStart(2, "0");
  if (hours > 0) return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}
