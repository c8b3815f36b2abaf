import assert from "node:assert/strict"
import { test } from "node:test"

import {
  UNIT, formatReading, formatTime, formatValue, niceRange, niceStep, rangeOf, scaled, ticks,
} from "../../src/plots/ranges"

const EXTENTS = [
  [0, 1], [-1, 1], [-1.3, 1.2], [0, 373], [-70, 31], [1e-7, 3e-7], [-2e9, 5], [999.9, 1000.1], [-19, 21],
].map(([low, high]) => ({ low: low!, high: high! }))

test("steps are 1, 2 or 5 times a power of ten and no smaller than asked", () => {
  for (let exponent = -9; exponent < 10; exponent += 0.13) {
    const size = 10 ** exponent
    const step = niceStep(size)
    const digit = Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9))
    assert.ok([1, 2, 5].includes(digit), `${size} ${step}`)
    assert.ok(step >= size * 0.999 && step <= size * 5.001)
  }
})

test("a nice range holds its data and wastes less than half the axis", () => {
  for (const extent of EXTENTS) {
    const { low, high } = niceRange(extent)
    const tiny = 1e-9 * (high - low)
    assert.ok(low <= extent.low + tiny && high >= extent.high - tiny)
    assert.ok(extent.high - extent.low > (high - low) / 2)
  }
})

test("a constant, or nothing at all, still has a range", () => {
  for (const value of [0, 5, -1e-9, 1e12]) {
    const { low, high } = niceRange({ low: value, high: value })
    assert.ok(low < value && value < high)
  }
  assert.deepEqual(niceRange({ low: Infinity, high: -Infinity }), UNIT)
})

test("values begin on ±1 and outgrow it; large ones get zero on their axis instead", () => {
  assert.deepEqual(rangeOf({ low: Infinity, high: -Infinity }), UNIT)
  assert.deepEqual(rangeOf({ low: -0.2, high: 1 }), UNIT)
  assert.deepEqual(rangeOf({ low: -0.2, high: 1.03 }), { low: -1, high: 1.5 })
  assert.deepEqual(rangeOf({ low: 12, high: 373 }), { low: 0, high: 400 })
  assert.equal(rangeOf({ low: -80, high: -50 }).high, 0)
})

test("an axis grows with what is seen and never shrinks or forgets", () => {
  const seen = { low: 0, high: 0 }
  let before = rangeOf(seen)
  for (let k = 1; k < 2000; k++) {
    seen.high = Math.max(seen.high, 1.1 + k * 0.01 * Math.sin(k))
    seen.low = Math.min(seen.low, -1.1 - k * 0.003)
    const after = rangeOf(seen)
    assert.ok(after.low <= before.low && after.high >= before.high - 1e-9)
    before = after
  }
})

test("stretching keeps the value it is about in its place", () => {
  const range = { low: -1, high: 3 }
  const after = scaled(range, 0.5, 0)
  assert.deepEqual(after, { low: -0.5, high: 1.5 })
})

test("ticks are round, inside, and not more than asked for", () => {
  for (const extent of EXTENTS) {
    const range = niceRange(extent)
    for (const most of [1, 2, 3, 5]) {
      const all = ticks(range, most)
      assert.ok(all.length <= most + 1)
      for (const tick of all) {
        assert.ok(tick >= range.low - 1e-9 * Math.abs(range.low) && tick <= range.high + 1e-9 * Math.abs(range.high))
      }
    }
  }
})

test("values are written short, and as typeset", () => {
  const written: [number, string][] = [
    [0, "0"], [-0, "0"], [1, "1"], [-0.25, "−0.25"], [300, "300"], [-20, "−20"], [0.1 + 0.2, "0.3"],
    [1500, "1500"], [12_345, "12.3k"], [20_000, "20k"], [2e9, "2e9"], [-3e-7, "−3e−7"], [1.5e-4, "1.5e−4"],
    [100, "100"], [0.001, "0.001"], [NaN, "–"], [-Infinity, "−∞"],
  ]
  for (const [value, text] of written) assert.equal(formatValue(value), text)
})

test("what changes while one looks keeps its digits", () => {
  assert.deepEqual([0.5, -0.25, 12, -0.0001].map(formatReading), ["0.500", "−0.250", "12.00", "0.000"])
})

test("times are as exact as the window is short", () => {
  assert.deepEqual([0.3, 2, 30].map((window) => formatTime(12.48, window)), ["12.480", "12.48", "12.5"])
  assert.equal(formatTime(-0.0001, 2), "0.00")
})
