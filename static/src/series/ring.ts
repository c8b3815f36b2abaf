/** Samples of one stream: the last minute of every channel, beside the store. */

import { Timed } from "./timed"

/** Most memory for the values of one stream; beyond it a wide stream keeps less than a minute. */
const KEPT_BYTES = 8 * 2 ** 20

/** The least and greatest of some samples; `low > high` when there were none. */
export interface Extent {
  low: number
  high: number
}

export class Ring extends Timed {
  private data: Float32Array // channel-major: channel c starts at c × capacity

  constructor(
    readonly channels: number,
    keptBytes = KEPT_BYTES,
  ) {
    super(keptBytes / (4 * Math.max(1, channels)))
    this.data = new Float32Array(this.capacity * channels)
  }

  value(channel: number, i: number): number {
    return this.data[channel * this.capacity + (i & this.mask)]!
  }

  /** Widen an extent by a channel's samples `from ≤ i < to`. What is not finite is passed over. */
  widen(extent: Extent, channel: number, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const value = this.value(channel, i)
      if (!Number.isFinite(value)) continue
      if (value < extent.low) extent.low = value
      if (value > extent.high) extent.high = value
    }
  }

  /**
   * Take a block: `channels × count` values from `data[at]` on, one channel after the other.
   * Samples no newer than the newest are passed over, so a replayed frame does no harm.
   */
  append(t0: number, interval: number, count: number, data: Float32Array, at: number): void {
    const taken = this.fitting(count - this.countKnown(t0, interval, count))
    if (taken <= 0) return
    this.reserve(taken, t0 + interval * (count - 1))
    for (let sample = count - taken; sample < count; sample++) {
      const slot = (this.end + sample - count + taken) & this.mask
      this.times[slot] = t0 + sample * interval
      for (let channel = 0; channel < this.channels; channel++) {
        this.data[channel * this.capacity + slot] = data[at + channel * count + sample]!
      }
    }
    this.advance(taken)
  }

  private countKnown(t0: number, interval: number, count: number): number {
    // Some tolerance: t0 is computed anew for each frame, and its last digits may differ.
    const newest = this.newest + interval / 100
    let known = 0
    while (known < count && t0 + known * interval <= newest) known++
    return known
  }

  protected carry(capacity: number): void {
    const data = new Float32Array(capacity * this.channels)
    for (let channel = 0; channel < this.channels; channel++) {
      for (let i = this.begin; i < this.end; i++) {
        data[channel * capacity + (i & (capacity - 1))] = this.value(channel, i)
      }
    }
    this.data = data
  }
}
