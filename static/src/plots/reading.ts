/** Plots in numbers, for people who do not see them. */

import type { Ring } from "../series/ring"
import type { Reading } from "./plot"
import { formatReading } from "./ranges"

/** Least, mean, greatest and last value of each channel among samples `from ≤ i < to`. */
export function summary(
  ring: Ring | null, from: number, to: number, label: (channel: number) => string,
): Reading {
  const columns = ["channel", "min", "mean", "max", "last"]
  if (!ring || from >= to) return { columns, rows: [] }
  const channels = Array.from({ length: ring.channels }, (_, channel) => channel)
  return { columns, rows: channels.map((channel) => [label(channel), ...row(ring, channel, from, to)]) }
}

function row(ring: Ring, channel: number, from: number, to: number): string[] {
  const extent = { low: Infinity, high: -Infinity }
  ring.widen(extent, channel, from, to)
  let sum = 0
  for (let i = from; i < to; i++) sum += ring.value(channel, i)
  const last = ring.value(channel, to - 1)
  return [extent.low, sum / (to - from), extent.high, last].map(formatReading)
}
