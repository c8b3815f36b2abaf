/**
 * Blocks of samples as bytes. The layout is drawn in `server/nengo_gui/protocol/frames.py`.
 *
 * Reading hands slices of the message to a sink instead of returning objects: sixty messages a
 * second must leave nothing behind for the garbage collector but the message itself.
 */

/** Streams that exist without a plot: the living graph. */
export const ACTIVITY = 0
export const DOTS = 1
/** Bytes of `DOTS` for each ensemble. */
export const N_DOTS = 26

const MAGIC = 0x464e // "NF", little endian
const VERSION = 1
const HEAD_BYTES = 40
const BLOCK_BYTES = 16
const DENSE = 0
const EVENTS = 1
const BYTES = 2

/** What a frame says of all its blocks. */
export interface FrameHead {
  /** Which run from time zero it belongs to, modulo 65 536. */
  epoch: number
  /** Counts the frames of a worker. */
  seq: number
  /** Steps this frame spans. */
  nSamples: number
  /** Simulated seconds of its first sample. */
  t0: number
  /** Simulated seconds from sample to sample. */
  interval: number
  /** Wall time at which it was made, seconds since 1970. */
  stamp: number
}

/** Takes what a message holds. Heads and arrays are lent: copy what you keep. */
export interface FrameSink {
  /** A frame begins. False leaves its blocks out. */
  begin(head: Readonly<FrameHead>): boolean
  /**
   * `channels × count` values from `data[at]` on, one channel after the other: of the samples
   * `first`, `first + every` … of the frame.
   */
  dense(
    stream: number, channels: number, count: number, data: Float32Array, at: number, every: number, first: number,
  ): void
  /** `count` pairs (sample, channel) from `data[at]` on. */
  events(stream: number, channels: number, count: number, data: Uint16Array, at: number): void
  /** `channels × count` values from `data[at]` on, one channel after the other. */
  bytes(stream: number, channels: number, count: number, data: Uint8Array, at: number): void
}

/** The bytes are no frames. */
export class FrameError extends Error {}

const head: FrameHead = { epoch: 0, seq: 0, nSamples: 0, t0: 0, interval: 0, stamp: 0 }

/**
 * Read all frames of a message into a sink.
 *
 * Returns the number of the last frame, which is what to acknowledge; -1 for an empty message.
 * Throws `FrameError` where the bytes are no frames; blocks before that place have been handed over.
 */
export function readFrames(message: ArrayBuffer, sink: FrameSink): number {
  const views = viewsOf(message)
  let at = 0
  let seq = -1
  while (at < message.byteLength) {
    const nBlocks = readHead(views.bits, at)
    const wanted = sink.begin(head)
    at += HEAD_BYTES
    for (let block = 0; block < nBlocks; block++) at = readBlock(views, at, wanted ? sink : null)
    seq = head.seq
  }
  return seq
}

interface Views {
  readonly bits: DataView
  // Browsers run on little-endian machines only, and everything is aligned to eight.
  readonly floats: Float32Array
  readonly shorts: Uint16Array
  readonly bytes: Uint8Array
}

function viewsOf(message: ArrayBuffer): Views {
  return {
    bits: new DataView(message),
    floats: new Float32Array(message, 0, message.byteLength >> 2),
    shorts: new Uint16Array(message, 0, message.byteLength >> 1),
    bytes: new Uint8Array(message),
  }
}

function readHead(bits: DataView, at: number): number {
  if (bits.byteLength - at < HEAD_BYTES) {
    throw new FrameError(`A frame header needs ${HEAD_BYTES} bytes, got ${bits.byteLength - at}.`)
  }
  const magic = bits.getUint16(at, true)
  const version = bits.getUint8(at + 2)
  if (magic !== MAGIC || version !== VERSION) {
    throw new FrameError(
      `Expected a frame of version ${VERSION}, got 0x${magic.toString(16)} ${version}. ` +
        "Reload the page: server and screen may be of different versions.",
    )
  }
  head.epoch = bits.getUint16(at + 6, true)
  head.seq = bits.getUint32(at + 8, true)
  head.nSamples = bits.getUint32(at + 12, true)
  head.t0 = bits.getFloat64(at + 16, true)
  head.interval = bits.getFloat64(at + 24, true)
  head.stamp = bits.getFloat64(at + 32, true)
  return bits.getUint16(at + 4, true)
}

function readBlock(views: Views, at: number, sink: FrameSink | null): number {
  const { bits } = views
  if (bits.byteLength - at < BLOCK_BYTES) throw new FrameError("A frame ends inside a block header.")
  const stream = bits.getUint32(at, true)
  const encoding = bits.getUint8(at + 4)
  const channels = bits.getUint16(at + 6, true)
  const count = bits.getUint32(at + 8, true)
  const every = bits.getUint16(at + 12, true)
  const first = bits.getUint16(at + 14, true)
  const data = at + BLOCK_BYTES
  const end = data + padded(dataBytes(encoding, channels, count))
  if (every === 0) throw new FrameError("A block repeats every 0 samples, but must every 1 or more.")
  if (end > bits.byteLength) throw new FrameError("A frame ends inside a block.")
  if (encoding === DENSE) sink?.dense(stream, channels, count, views.floats, data >> 2, every, first)
  else if (encoding === EVENTS) sink?.events(stream, channels, count, views.shorts, data >> 1)
  else sink?.bytes(stream, channels, count, views.bytes, data)
  return end
}

function dataBytes(encoding: number, channels: number, count: number): number {
  switch (encoding) {
    case DENSE: return channels * count * 4
    case EVENTS: return count * 4
    case BYTES: return channels * count
    default: throw new FrameError(`Block encoding is ${encoding}, but must be 0, 1 or 2.`)
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
