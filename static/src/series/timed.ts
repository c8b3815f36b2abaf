/** Things that happened one after the other, kept for as long as the timeline reaches back. */

/** Simulated seconds worth keeping. */
const KEPT_SECONDS = 60
/** A power of two, as every capacity here: positions are then found with a mask. */
const FIRST_CAPACITY = 1024

/**
 * Positions are absolute: entry `i` stays entry `i` until it falls off the far end, so a plot can
 * remember how far it has drawn. Kept are `begin ≤ i < end`, in the order of time.
 */
export abstract class Timed {
  begin = 0
  end = 0
  /** Rises with every change: a plot that has drawn this version has nothing to do. */
  version = 0
  /** Counts how often everything was thrown away; what was drawn before is then void. */
  generation = 0

  protected mask: number
  protected times: Float64Array
  private readonly largest: number

  /** `most` is how many entries memory allows; the next lower power of two is kept. */
  constructor(most: number) {
    this.largest = 2 ** Math.max(4, Math.floor(Math.log2(most)))
    const capacity = Math.min(FIRST_CAPACITY, this.largest)
    this.mask = capacity - 1
    this.times = new Float64Array(capacity)
  }

  /** How many entries there is room for at the moment. */
  get capacity(): number {
    return this.mask + 1
  }

  /** Simulated time of entry `i`, in seconds. */
  time(i: number): number {
    return this.times[i & this.mask]!
  }

  /** Simulated time of the newest entry; -Infinity when there is none. */
  get newest(): number {
    return this.end > this.begin ? this.time(this.end - 1) : -Infinity
  }

  /** First entry at or after a time; `end` when there is none. */
  indexAt(time: number): number {
    let low = this.begin
    let high = this.end
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (this.time(middle) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Throw everything away, as when time goes back to zero. */
  clear(): void {
    this.begin = this.end
    this.generation++
    this.version++
  }

  /** Carry the values, not the times, over into arrays of another capacity. */
  protected abstract carry(capacity: number): void

  /** How many entries of a block fit; the rest of it, at its beginning, is too much for memory. */
  protected fitting(count: number): number {
    return Math.min(count, this.largest)
  }

  /** Make room by growing, unless what would be overwritten is too old to keep anyway. */
  protected reserve(count: number, newest: number): void {
    const needed = this.end - this.begin + count
    if (needed <= this.capacity || this.capacity === this.largest) return
    const lost = Math.min(this.begin + needed - this.capacity, this.end) - 1
    if (lost >= this.begin && newest - this.time(lost) > KEPT_SECONDS) return
    this.grow(Math.min(this.largest, 2 ** Math.ceil(Math.log2(needed))))
  }

  /** Count entries that were written behind `end`. */
  protected advance(count: number): void {
    this.end += count
    this.begin = Math.max(this.begin, this.end - this.capacity)
    this.version++
  }

  private grow(capacity: number): void {
    const times = new Float64Array(capacity)
    for (let i = this.begin; i < this.end; i++) times[i & (capacity - 1)] = this.time(i)
    this.carry(capacity)
    this.times = times
    this.mask = capacity - 1
  }
}
