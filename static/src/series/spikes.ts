/** Spikes of one stream: when, and which neuron. Silence takes no room. */

import { Timed } from "./timed"

/** Ten bytes an event: 5 MB for a raster of neurons that fire at full tilt. */
const MOST_EVENTS = 2 ** 19

export class Spikes extends Timed {
  /** All spikes are known up to here, in simulated seconds. */
  until = -Infinity

  private neurons: Uint16Array

  constructor(readonly channels: number) {
    super(MOST_EVENTS)
    this.neurons = new Uint16Array(this.capacity)
  }

  /** Which neuron, counted among those of the stream, event `i` belongs to. */
  channel(i: number): number {
    return this.neurons[i & this.mask]!
  }

  /**
   * Take a block: `count` pairs (sample, channel) from `data[at]` on, in the order of time, from a
   * frame whose last sample is at `until`. A frame no newer than what is known is passed over.
   */
  append(
    t0: number,
    interval: number,
    until: number,
    count: number,
    data: Uint16Array,
    at: number,
  ): void {
    if (until <= this.until) return
    const taken = this.fitting(count)
    this.reserve(taken, until)
    for (let event = 0; event < taken; event++) {
      const pair = at + 2 * (count - taken + event)
      const slot = (this.end + event) & this.mask
      this.times[slot] = t0 + interval * data[pair]!
      this.neurons[slot] = data[pair + 1]!
    }
    this.until = until
    this.advance(taken)
  }

  override clear(): void {
    super.clear()
    this.until = -Infinity
  }

  protected carry(capacity: number): void {
    const neurons = new Uint16Array(capacity)
    for (let i = this.begin; i < this.end; i++) neurons[i & (capacity - 1)] = this.channel(i)
    this.neurons = neurons
  }
}
