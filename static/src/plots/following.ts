/** What plots over time that show samples have in common: they follow a ring and keep a range. */

import type { Hub } from "../series/hub"
import type { Extent, Ring } from "../series/ring"
import type { Facts } from "./plot"
import { UNIT } from "./ranges"

/** Looks at each sample once; begins anew when the ring does. */
export abstract class RingFollower {
  drawnTo = -Infinity
  range: Extent = UNIT

  protected facts: Facts | null = null
  protected ring: Ring | null = null
  private generation = 0
  private seenTo = 0

  constructor(private readonly hub: Hub) {}

  /** Let samples `from` to `to` count for the range. */
  protected abstract see(ring: Ring, from: number, to: number): void

  /** Forget the samples that counted for the range. */
  protected abstract forget(): void

  /** The range as it should be, from what was seen and what the user fixed. */
  protected abstract rangeNow(): Extent

  update(facts: Facts): void {
    this.facts = facts
    const ring = facts.stream && this.hub.samples(facts.stream)
    if (ring !== this.ring) this.startWith(ring)
    this.range = this.rangeNow()
  }

  follow(): boolean {
    const { ring } = this
    if (!ring) return false
    if (ring.generation !== this.generation) this.startWith(ring)
    this.see(ring, Math.max(this.seenTo, ring.begin), ring.end)
    this.seenTo = ring.end
    const before = this.range
    this.range = this.rangeNow()
    return before.low !== this.range.low || before.high !== this.range.high
  }

  private startWith(ring: Ring | null): void {
    this.ring = ring
    this.generation = ring?.generation ?? 0
    this.forget()
    this.seenTo = ring?.begin ?? 0
    this.drawnTo = -Infinity
  }
}
