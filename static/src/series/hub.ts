/** Brings the samples of each stream to its ring; knows nothing of who looks at them. */

import { ACTIVITY, DOTS, readFrames, type FrameHead, type FrameSink } from "../protocol/frames"
import type { Stream } from "../protocol/generated"
import { Latest } from "./latest"
import { Ring } from "./ring"
import { Spikes } from "./spikes"

const EPOCHS = 0x10000

/** The samples of a plot as plain numbers. */
export interface Snapshot {
  readonly times: readonly number[]
  /** One list for each channel; for spikes the one list of who fired at each time. */
  readonly values: readonly (readonly number[])[]
}

export class Hub implements FrameSink {
  /** How active each object of the graph is, in its order. */
  readonly activity = new Latest()
  /** How recently `N_DOTS` neurons of each ensemble spoke, one ensemble after the other. */
  readonly dots = new Latest()
  /** Mean activity of the last minute, 0 to 1, for the timeline. */
  readonly ribbon = new Ring(1)
  /** Simulated time of the newest sample of any stream, in seconds. */
  now = 0
  /** Rises with every frame and whenever everything is thrown away. */
  version = 0
  /** Frames taken, and frames that were left out on the way because this screen was slow. */
  received = 0
  lost = 0

  private epoch: number | null = null
  private lastSeq = -1
  private head: Readonly<FrameHead> | null = null
  private readonly rings = new Map<number, Ring>()
  private readonly spikeRings = new Map<number, Spikes>()
  private readonly streams = new Map<number, Stream>()
  private counted: readonly number[] = []
  private readonly mean = new Float32Array(1)

  /** `changed` is called once for every message, to ask for an animation frame. */
  constructor(private readonly changed: () => void) {}

  /** Take a message. Returns the number to acknowledge; throws `FrameError` if it is none. */
  take(message: ArrayBuffer): number {
    const seq = readFrames(message, this)
    this.changed()
    return seq
  }

  /** Which streams there are now; samples of any other are void. */
  assign(streams: readonly Stream[]): void {
    this.streams.clear()
    for (const stream of streams) this.streams.set(stream.stream, stream)
    this.dropStale(this.rings)
    this.dropStale(this.spikeRings)
    this.changed()
  }

  /** Which objects of the graph count for the ribbon, by position: those that have neurons. */
  countInRibbon(objects: readonly number[]): void {
    this.counted = objects
  }

  /** A run from time zero begins, so what was before is void. Older epochs change nothing. */
  start(epoch: number): void {
    if (!this.isNewer(epoch)) return
    const isFirst = this.epoch === null
    this.epoch = epoch % EPOCHS
    if (!isFirst) this.clear()
  }

  /** Another file, or another server: nothing that was known holds. */
  forget(): void {
    this.epoch = null
    this.clear()
  }

  /** The ring of a dense stream. It stays the same until the stream changes its channels. */
  samples(stream: Stream): Ring {
    return ringOf(this.rings, stream, Ring)
  }

  /** The ring of a stream of events. */
  spikes(stream: Stream): Spikes {
    return ringOf(this.spikeRings, stream, Spikes)
  }

  /** Everything kept of a plot, for tests and export; null if it has no stream. */
  values(plot: string): Snapshot | null {
    for (const stream of this.streams.values()) {
      if (stream.plot !== plot) continue
      const spikes = this.spikeRings.get(stream.stream)
      return spikes ? snapshotOfSpikes(spikes) : snapshotOf(this.samples(stream))
    }
    return null
  }

  begin(head: Readonly<FrameHead>): boolean {
    this.received++
    if (this.isNewer(head.epoch)) this.start(head.epoch)
    if (head.epoch !== this.epoch || !Number.isFinite(head.t0 + head.interval)) return false
    this.countLost(head.seq)
    this.head = head
    this.now = Math.max(this.now, endOf(head))
    this.version++
    return true
  }

  dense(
    stream: number, channels: number, count: number, data: Float32Array, at: number, every: number, first: number,
  ): void {
    const known = this.streams.get(stream)
    if (known?.channels !== channels || !this.head) return
    const { t0, interval } = this.head
    this.samples(known).append(t0 + first * interval, every * interval, count, data, at)
  }

  events(stream: number, channels: number, count: number, data: Uint16Array, at: number): void {
    const known = this.streams.get(stream)
    if (known?.channels !== channels || !this.head) return
    const { t0, interval } = this.head
    this.spikes(known).append(t0, interval, endOf(this.head), count, data, at)
  }

  bytes(stream: number, channels: number, count: number, data: Uint8Array, at: number): void {
    if (stream === DOTS) this.dots.take(channels * count, data, at)
    if (stream !== ACTIVITY || !this.head) return
    this.activity.take(channels * count, data, at)
    this.mean[0] = meanOf(this.activity.values, this.counted) / 255
    this.ribbon.append(endOf(this.head), this.head.interval, 1, this.mean, 0)
  }

  private isNewer(epoch: number): boolean {
    if (this.epoch === null) return true
    const ahead = (epoch - this.epoch) & (EPOCHS - 1)
    return ahead > 0 && ahead < EPOCHS / 2
  }

  private countLost(seq: number): void {
    // Numbers start anew with each worker; only a gap going forward is a loss.
    if (this.lastSeq >= 0 && seq > this.lastSeq) this.lost += seq - this.lastSeq - 1
    this.lastSeq = seq
  }

  private clear(): void {
    for (const ring of this.rings.values()) ring.clear()
    for (const ring of this.spikeRings.values()) ring.clear()
    this.ribbon.clear()
    this.activity.clear()
    this.dots.clear()
    this.now = 0
    this.lastSeq = -1
    this.version++
    this.changed()
  }

  private dropStale(rings: Map<number, Ring | Spikes>): void {
    for (const [number, ring] of rings) {
      if (this.streams.get(number)?.channels !== ring.channels) rings.delete(number)
    }
  }
}

function endOf(head: Readonly<FrameHead>): number {
  return head.t0 + head.interval * Math.max(0, head.nSamples - 1)
}

function ringOf<R extends Ring | Spikes>(
  rings: Map<number, R>,
  stream: Stream,
  make: new (channels: number) => R,
): R {
  const known = rings.get(stream.stream)
  if (known?.channels === stream.channels) return known
  const made = new make(stream.channels)
  rings.set(stream.stream, made)
  return made
}

function meanOf(values: Uint8Array, counted: readonly number[]): number {
  let sum = 0
  for (const position of counted) sum += values[position] ?? 0
  return counted.length === 0 ? 0 : sum / counted.length
}

function snapshotOf(ring: Ring): Snapshot {
  const positions = Array.from({ length: ring.end - ring.begin }, (_, k) => ring.begin + k)
  return {
    times: positions.map((i) => ring.time(i)),
    values: Array.from({ length: ring.channels }, (_, c) => positions.map((i) => ring.value(c, i))),
  }
}

function snapshotOfSpikes(spikes: Spikes): Snapshot {
  const positions = Array.from({ length: spikes.end - spikes.begin }, (_, k) => spikes.begin + k)
  return {
    times: positions.map((i) => spikes.time(i)),
    values: [positions.map((i) => spikes.channel(i))],
  }
}
