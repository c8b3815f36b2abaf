import assert from "node:assert/strict"
import { test } from "node:test"

import { GrowingAxis } from "../../src/plots/growing"
import { Ring } from "../../src/series/ring"

function ringOf(...values: number[]): Ring {
  const ring = new Ring(1)
  ring.append(0, 0.001, values.length, Float32Array.from(values), 0)
  return ring
}

test("an axis stays wide when what made it wide has gone", () => {
  const axis = new GrowingAxis()
  axis.see(ringOf(0, 12, -3), 0, 0, 3)
  const wide = axis.range(null, null)
  axis.see(ringOf(0.1, 0.2), 0, 0, 2)
  assert.deepEqual(axis.range(null, null), wide)
})

test("fitted, it suits the data without ±1 or zero, and grows on from there", () => {
  const axis = new GrowingAxis()
  axis.see(ringOf(0, 1000), 0, 0, 2)
  axis.refit()
  axis.see(ringOf(100.1, 100.3), 0, 0, 2)
  const { low, high } = axis.range(null, null)
  assert.ok(low > 100 && high < 100.5)
  axis.see(ringOf(101), 0, 0, 1)
  assert.ok(axis.range(null, null).high >= 101)
})

test("ends the user fixed stay, the other one goes on growing", () => {
  const axis = new GrowingAxis()
  axis.see(ringOf(-5, 12), 0, 0, 2)
  assert.equal(axis.range(0, null).low, 0)
  assert.ok(axis.range(0, null).high >= 12)
  const upsideDown = axis.range(3, 3)
  assert.ok(upsideDown.high > upsideDown.low)
})

test("another run begins on ±1", () => {
  const axis = new GrowingAxis()
  axis.see(ringOf(50), 0, 0, 1)
  axis.reset()
  assert.deepEqual(axis.range(undefined, undefined), { low: -1, high: 1 })
})
