/** An axis that grows with what is seen, and shrinks only when asked: no breathing while it runs. */

import type { Extent, Ring } from "../series/ring"
import { niceRange, rangeOf } from "./ranges"

export class GrowingAxis {
  private seen: Extent = nothing()
  /** Whether the user asked for what suits the data best, ±1 and zero or not. */
  private isFitted = false

  /** Begin anew, as with another run. */
  reset(): void {
    this.seen = nothing()
    this.isFitted = false
  }

  /** Take in a channel's samples `from ≤ i < to`. */
  see(ring: Ring, channel: number, from: number, to: number): void {
    ring.widen(this.seen, channel, from, to)
  }

  /** Forget what was seen; what is seen from now on is to fit closely. */
  refit(): void {
    this.seen = nothing()
    this.isFitted = true
  }

  /** Ends of the axis; those that are given stay where they are. */
  range(low: number | null | undefined, high: number | null | undefined): Extent {
    const hasData = this.seen.low <= this.seen.high
    const own = this.isFitted && hasData ? niceRange(this.seen) : rangeOf(this.seen)
    const range = { low: low ?? own.low, high: high ?? own.high }
    return range.high > range.low ? range : { low: range.low, high: range.low + 1 }
  }
}

function nothing(): Extent {
  return { low: Infinity, high: -Infinity }
}
