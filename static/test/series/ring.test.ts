import assert from "node:assert/strict"
import { test } from "node:test"

import { Ring } from "../../src/series/ring"
import { Spikes } from "../../src/series/spikes"

const DT = 0.001

/** Channel-major block in which channel c at step n has the value 1000 c + n. */
function block(channels: number, start: number, count: number): Float32Array {
  return Float32Array.from(
    { length: channels * count },
    (_, k) => 1000 * Math.floor(k / count) + start + (k % count),
  )
}

function fill(ring: Ring, start: number, count: number, interval = DT): void {
  ring.append(start * interval, interval, count, block(ring.channels, start, count), 0)
}

test("samples come back by channel and position, however the ring wraps or grows", () => {
  for (const keptBytes of [1 << 9, 1 << 12, 1 << 23]) {
    const ring = new Ring(3, keptBytes)
    for (let start = 0; start < 5000; start += 17) fill(ring, start, 17)
    assert.ok(ring.end - ring.begin <= ring.capacity)
    for (let i = ring.begin; i < ring.end; i++) {
      assert.equal(ring.value(0, i), i)
      assert.equal(ring.value(2, i), 2000 + i)
      assert.ok(Math.abs(ring.time(i) - i * DT) < 1e-9)
    }
  }
})

test("positions stay absolute when old samples fall off", () => {
  const ring = new Ring(1, 16 * 4)
  fill(ring, 0, 10)
  fill(ring, 10, 10)
  assert.deepEqual([ring.begin, ring.end], [4, 20])
  assert.equal(ring.value(0, 4), 4)
})

test("a minute is kept, and not more memory than that takes", () => {
  const ring = new Ring(1)
  for (let start = 0; start < 200_000; start += 100) fill(ring, start, 100)
  assert.ok(ring.newest - ring.time(ring.begin) >= 60)
  assert.ok(ring.capacity <= 2 ** 17)
})

test("a wide stream keeps less than a minute rather than too much memory", () => {
  const ring = new Ring(1000)
  for (let start = 0; start < 5000; start += 17) fill(ring, start, 17)
  assert.ok(ring.capacity * 1000 * 4 <= 8 * 2 ** 20)
  assert.equal(ring.end - ring.begin, ring.capacity)
})

test("of a block longer than the ring the newest samples survive", () => {
  const ring = new Ring(2, 2 * 4 * 16)
  fill(ring, 0, 100)
  assert.equal(ring.value(1, ring.end - 1), 1099)
  assert.equal(ring.value(1, ring.begin), 1084)
})

test("a block that was seen before, wholly or in part, adds only what is new", () => {
  const ring = new Ring(1)
  fill(ring, 0, 20)
  const version = ring.version
  fill(ring, 0, 20)
  assert.equal(ring.version, version)
  fill(ring, 10, 20)
  assert.equal(ring.end, 30)
  assert.equal(ring.value(0, 25), 25)
})

test("a change of interval is no gap in the search for a time", () => {
  const ring = new Ring(1)
  fill(ring, 0, 100)
  ring.append(0.1, 0.01, 10, block(1, 100, 10), 0)
  assert.equal(ring.indexAt(0.05 - 1e-9), 50)
  assert.equal(ring.indexAt(0.15 - 1e-9), 105)
  assert.equal(ring.indexAt(9), ring.end)
  assert.equal(ring.indexAt(-1), ring.begin)
})

test("clearing counts a generation and takes samples from time zero again", () => {
  const ring = new Ring(1)
  fill(ring, 100, 5)
  ring.clear()
  assert.equal(ring.generation, 1)
  assert.equal(ring.begin, ring.end)
  fill(ring, 0, 5)
  assert.equal(ring.end - ring.begin, 5)
})

test("extents pass over what is not finite", () => {
  const ring = new Ring(1)
  ring.append(0, DT, 5, Float32Array.of(NaN, 2, -3, Infinity, 1), 0)
  const extent = { low: Infinity, high: -Infinity }
  ring.widen(extent, 0, ring.begin, ring.end)
  assert.deepEqual(extent, { low: -3, high: 2 })
})

test("spikes keep their time and neuron; silence is known too", () => {
  const spikes = new Spikes(50)
  for (let frame = 0; frame < 1000; frame++) {
    const pairs = Uint16Array.of(9, 9, 3, frame % 50, 16, 49) // two numbers that are not ours first
    spikes.append(frame * 0.017, DT, frame * 0.017 + 0.016, 2, pairs, 2)
  }
  assert.equal(spikes.end - spikes.begin, 2000)
  assert.equal(spikes.channel(2 * 999), 999 % 50)
  assert.ok(Math.abs(spikes.time(2 * 999) - (999 * 0.017 + 0.003)) < 1e-9)
  spikes.append(17, DT, 17.016, 0, Uint16Array.of(), 0)
  assert.equal(spikes.until, 17.016)
  assert.equal(spikes.end, 2000)
})

test("a raster's frame that was seen before adds nothing", () => {
  const spikes = new Spikes(2)
  for (let twice = 0; twice < 2; twice++) spikes.append(0, DT, 0.016, 1, Uint16Array.of(4, 1), 0)
  assert.equal(spikes.end, 1)
})
