import assert from "node:assert/strict"
import { test } from "node:test"

import { ACTIVITY, FrameError, readFrames, type FrameHead, type FrameSink } from "../../src/protocol/frames"
import { MESSAGE } from "./frames.fixture"

/** Writes down what it is given. */
class Notes implements FrameSink {
  readonly heads: FrameHead[] = []
  readonly blocks: { kind: string; stream: number; channels: number; data: number[] }[] = []

  readonly strides: [every: number, first: number][] = []

  constructor(private readonly wanted = true) {}

  begin(head: Readonly<FrameHead>): boolean {
    this.heads.push({ ...head })
    return this.wanted
  }
  dense(
    stream: number, channels: number, count: number, data: Float32Array, at: number, every: number, first: number,
  ): void {
    this.note("dense", stream, channels, data.slice(at, at + channels * count))
    this.strides.push([every, first])
  }
  events(stream: number, channels: number, count: number, data: Uint16Array, at: number): void {
    this.note("events", stream, channels, data.slice(at, at + 2 * count))
  }
  bytes(stream: number, channels: number, count: number, data: Uint8Array, at: number): void {
    this.note("bytes", stream, channels, data.slice(at, at + channels * count))
  }
  private note(kind: string, stream: number, channels: number, data: Iterable<number>): void {
    this.blocks.push({ kind, stream, channels, data: [...data] })
  }
}

function message(): ArrayBuffer {
  return new Uint8Array(MESSAGE.match(/../g)!.map((byte) => parseInt(byte, 16))).buffer
}

test("what the server encodes is read back", () => {
  const notes = new Notes()
  assert.equal(readFrames(message(), notes), 42)
  assert.deepEqual(notes.heads[0], {
    epoch: 65535, seq: 41, nSamples: 3, t0: 12.48, interval: 0.001, stamp: 1.75e9,
  })
  assert.equal(notes.heads[1]?.seq, 42)
  assert.deepEqual(notes.blocks, [
    { kind: "dense", stream: 2, channels: 2, data: [0.5, 1.5, 2.5, -1, -2, -3] },
    { kind: "events", stream: 7, channels: 50, data: [0, 49, 2, 3] },
    { kind: "dense", stream: 9, channels: 1, data: [7] },
    { kind: "bytes", stream: ACTIVITY, channels: 3, data: [1, 128, 255] },
  ])
  assert.deepEqual(notes.strides, [[1, 0], [2, 1]])
})

test("a frame that is not wanted is skipped, but acknowledged", () => {
  const notes = new Notes(false)
  assert.equal(readFrames(message(), notes), 42)
  assert.equal(notes.heads.length, 2)
  assert.equal(notes.blocks.length, 0)
})

test("an empty message holds nothing to acknowledge", () => {
  assert.equal(readFrames(new ArrayBuffer(0), new Notes()), -1)
})

test("a message cut short anywhere inside a frame is refused", () => {
  const whole = message()
  const ends = new Set([0, whole.byteLength - 40 - 16 - 8]) // before the first, between the two
  for (let length = 0; length < whole.byteLength; length++) {
    if (ends.has(length)) continue
    assert.throws(() => readFrames(whole.slice(0, length), new Notes()), FrameError, `${length}`)
  }
})

test("bytes of another kind or version are refused", () => {
  for (const [at, value] of [[0, 0], [2, 2], [40 + 4, 3]] as const) {
    const bytes = new Uint8Array(message())
    bytes[at] = value
    assert.throws(() => readFrames(bytes.buffer, new Notes()), FrameError)
  }
})
