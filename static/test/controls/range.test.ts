import assert from "node:assert/strict"
import test from "node:test"

import { loopedTime, rangeBetween } from "../../src/controls/range"

test("seconds are chosen in either direction, as far as samples are kept", () => {
  assert.deepEqual(rangeBetween(3, 1, { now: 10 }), { start: 1, end: 3 })
  assert.deepEqual(rangeBetween(-5, 20, { now: 10 }), { start: 0, end: 10 })
  assert.deepEqual(rangeBetween(0, 100, { now: 100 }), { start: 40, end: 100 })
  assert.equal(rangeBetween(2, 2, { now: 10 }), null)
  assert.equal(rangeBetween(1, 2, { now: 100 }), null)
})

test("a loop goes from the start to the end and begins again", () => {
  const range = { start: 2, end: 3 }
  assert.equal(loopedTime(range, 0), 2)
  assert.ok(Math.abs(loopedTime(range, 0.75) - 2.75) < 1e-9)
  assert.ok(Math.abs(loopedTime(range, 1.25) - 2.25) < 1e-9)
})
