/** Many lines as one: the least, the mean and the greatest of all channels over time. */

import { Points, columnOf, isDense, type Columns } from "../series/decimate"
import type { Ring } from "../series/ring"

export interface Band {
  readonly low: Points
  readonly mean: Points
  readonly high: Points
}

/** Channels `from ≤ channel < to`. */
interface Channels {
  readonly from: number
  readonly to: number
}

/** Write samples `from ≤ i < to` of some channels as a band; one point a column where they lie close. */
export function traceBand(
  ring: Ring, channels: Channels, from: number, to: number, columns: Columns, into: Band,
): void {
  into.low.n = into.mean.n = into.high.n = 0
  const isMerged = isDense(ring, from, to, columns)
  let start = from
  while (start < to) {
    const end = isMerged ? endOfColumn(ring, start, to, columns) : start + 1
    const x = columnOf(ring.time(start), columns)
    addPoint(ring, channels, start, end, isMerged ? Math.floor(x) + 0.5 : x, into)
    start = end
  }
}

function endOfColumn(ring: Ring, start: number, to: number, columns: Columns): number {
  const column = Math.floor(columnOf(ring.time(start), columns))
  let end = start + 1
  while (end < to && Math.floor(columnOf(ring.time(end), columns)) === column) end++
  return end
}

function addPoint(ring: Ring, channels: Channels, from: number, to: number, x: number, into: Band): void {
  let low = Infinity
  let high = -Infinity
  let sum = 0
  for (let channel = channels.from; channel < channels.to; channel++) {
    for (let i = from; i < to; i++) {
      const value = ring.value(channel, i)
      if (value < low) low = value
      if (value > high) high = value
      sum += value
    }
  }
  into.low.add(x, low)
  into.high.add(x, high)
  into.mean.add(x, sum / ((channels.to - channels.from) * (to - from)))
}
