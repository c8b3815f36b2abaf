import assert from "node:assert/strict"
import { test } from "node:test"

import { LEAP, STEP, nudged, parsed, shareOf, trackRange, valueAt, withValue } from "../../src/plots/track"

const RANGES = [{ low: -1, high: 1 }, { low: 0, high: 1000 }, { low: -0.002, high: 0.004 }]

test("a place on the track and its value lead to each other", () => {
  for (const range of RANGES) {
    for (let share = 0; share <= 1; share += 0.01) {
      assert.ok(Math.abs(shareOf(valueAt(share, range), range) - share) <= 1e-3)
    }
  }
})

test("values are as round as a screen can tell", () => {
  assert.equal(String(valueAt(0.65, { low: -1, high: 1 })), "0.3")
  assert.equal(String(nudged(0.1, LEAP, { low: -1, high: 1 })), "0.3")
})

test("a hundred steps of a key go from one end to the other", () => {
  for (const range of RANGES) {
    let value = range.low
    for (let k = 0; k < 100; k++) value = nudged(value, STEP, range)
    assert.equal(value, range.high)
    assert.equal(nudged(value, STEP, range), range.high)
  }
})

test("a value beyond the range stays until it is moved back", () => {
  const range = { low: -1, high: 1 }
  assert.equal(shareOf(3, range), 1)
  assert.equal(nudged(3, STEP, range), 3)
  assert.equal(nudged(3, -STEP, range), 2.98)
})

test("ends that make no range get one", () => {
  assert.deepEqual(trackRange(null, undefined), { low: -1, high: 1 })
  assert.deepEqual(trackRange(5, null), { low: 5, high: 7 })
  assert.deepEqual(trackRange(null, -3), { low: -5, high: -3 })
  assert.deepEqual(trackRange(0, 10), { low: 0, high: 10 })
})

test("numbers are understood as people write them, anything else is not one", () => {
  assert.deepEqual(["0.5", " -1 ", "−0.25", "1,5", "2e-3"].map(parsed), [0.5, -1, -0.25, 1.5, 0.002])
  assert.deepEqual(["", "abc", "1,2,3", "1.2,3", "Infinity"].map(parsed), [null, null, null, null, null])
})

test("holding one dimension leaves the others to the model", () => {
  assert.deepEqual(withValue([], 1, 0.5, 3), [null, 0.5, null])
  assert.deepEqual(withValue([null, 0.5, 0.2], 1, null, 3), [null, null, 0.2])
})
