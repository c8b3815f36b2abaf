import assert from "node:assert/strict"
import { test } from "node:test"

import { ACTIVITY, DOTS, type FrameHead } from "../../src/protocol/frames"
import type { Stream } from "../../src/protocol/generated"
import { Hub } from "../../src/series/hub"
import { MESSAGE } from "../protocol/frames.fixture"

const memory: Stream = { plot: "p1", stream: 2, channels: 2, labels: ["0", "1"], parts: [2] }
const raster: Stream = { plot: "p2", stream: 7, channels: 50, labels: [], parts: [50] }

function hub(): Hub {
  const made = new Hub(() => {})
  made.assign([memory, raster])
  return made
}

function head(changes: Partial<FrameHead>): FrameHead {
  return { epoch: 0, seq: 0, nSamples: 1, t0: 0, interval: 0.001, stamp: 0, ...changes }
}

/** A frame with one sample (step, -step) of `memory`. */
function feed(target: Hub, step: number, epoch = 0): void {
  if (!target.begin(head({ epoch, seq: step, t0: step * 0.001 }))) return
  target.dense(2, 2, 1, Float32Array.of(step, -step), 0, 1, 0)
}

test("a message of the server reaches the rings of its plots", () => {
  const target = hub()
  const bytes = new Uint8Array(MESSAGE.match(/../g)!.map((byte) => parseInt(byte, 16)))
  assert.equal(target.take(bytes.buffer), 42)
  assert.deepEqual(target.values("p1")?.values, [[0.5, 1.5, 2.5], [-1, -2, -3]])
  assert.deepEqual(target.values("p2")?.values, [[49, 3]])
  assert.deepEqual([...target.activity.values], [1, 128, 255])
  assert.equal(target.now, 12.483)
  assert.equal(target.values("p3"), null)
})

test("a new epoch clears everything, frames of an old one are void", () => {
  const target = hub()
  for (let step = 0; step < 5; step++) feed(target, step, 3)
  target.start(4)
  assert.deepEqual(target.values("p1")?.times, [])
  assert.equal(target.now, 0)
  feed(target, 5, 3)
  assert.deepEqual(target.values("p1")?.times, [])
  feed(target, 0, 4)
  assert.deepEqual(target.values("p1")?.times, [0])
})

test("a frame of a newer epoch need not wait for the event that announces it", () => {
  const target = hub()
  feed(target, 9, 0)
  feed(target, 0, 1)
  target.start(1)
  assert.deepEqual(target.values("p1")?.times, [0])
})

test("epochs count on beyond sixteen bits", () => {
  const target = hub()
  target.start(65_535)
  feed(target, 0, 65_535)
  target.start(65_536)
  feed(target, 0, 0)
  assert.deepEqual(target.values("p1")?.times, [0])
  feed(target, 1, 65_535)
  assert.deepEqual(target.values("p1")?.times, [0])
})

test("after another file was opened any epoch may come", () => {
  const target = hub()
  feed(target, 7, 5)
  target.forget()
  feed(target, 0, 1)
  assert.deepEqual(target.values("p1")?.times, [0])
})

test("samples of streams nobody has are void, and so are those of another width", () => {
  const target = hub()
  target.begin(head({}))
  target.dense(99, 1, 1, Float32Array.of(1), 0, 1, 0)
  target.dense(2, 3, 1, Float32Array.of(1, 2, 3), 0, 1, 0)
  assert.deepEqual(target.values("p1")?.times, [])
})

test("a stream that keeps its width keeps its samples, one that changes it begins anew", () => {
  const target = hub()
  feed(target, 1)
  target.assign([{ ...memory, labels: ["a", "b"] }])
  assert.deepEqual(target.values("p1")?.times, [0.001])
  target.assign([{ ...memory, channels: 1 }])
  assert.deepEqual(target.values("p1")?.times, [])
})

test("frames left out on the way are counted; a new worker that counts from zero loses none", () => {
  const target = hub()
  for (const step of [0, 1, 5, 6]) feed(target, step)
  assert.equal(target.lost, 3)
  target.begin(head({ seq: 0, t0: 1 }))
  assert.equal(target.lost, 3)
})

test("the ribbon remembers the mean activity of what has neurons", () => {
  const target = hub()
  target.countInRibbon([0, 2])
  target.begin(head({ t0: 0.05 }))
  target.bytes(ACTIVITY, 3, 1, Uint8Array.of(9, 51, 255, 153), 1)
  assert.deepEqual([...target.activity.values], [51, 255, 153])
  assert.ok(Math.abs(target.ribbon.value(0, 0) - 0.4) < 1e-6)
  target.bytes(DOTS, 2, 3, Uint8Array.of(3, 4, 5, 6, 7, 8), 0)
  assert.deepEqual([...target.dots.values], [3, 4, 5, 6, 7, 8])
})
