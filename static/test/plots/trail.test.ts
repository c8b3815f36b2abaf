import assert from "node:assert/strict"
import { test } from "node:test"

import { Trail } from "../../src/plots/trail"

const FADES = 10

function moved(steps: readonly (readonly [number, number])[], looks = "same"): (number | null)[] {
  const trail = new Trail(FADES)
  return steps.map(([from, to]) => trail.advance({ from, to }, looks))
}

test("only what is new is drawn, from the last sample that was drawn", () => {
  assert.deepEqual(moved([[0, 1000], [10, 1010], [30, 1030]]), [null, 999, 1009])
})

test("all of a path is drawn as often in its length as it has fades", () => {
  const steps = Array.from({ length: 1001 }, (_, k) => [k, 1000 + k] as const)
  assert.equal(moved(steps).filter((first) => first === null).length, FADES + 1)
})

test("looking back in time, or at another length of it, draws all", () => {
  assert.deepEqual(moved([[500, 1500], [490, 1490]]), [null, null])
  assert.deepEqual(moved([[500, 1500], [0, 1500]]), [null, null])
  assert.deepEqual(moved([[500, 1500], [1000, 1500]]), [null, null])
})

test("other axes draw all, and so does a picture that became void", () => {
  const trail = new Trail(FADES)
  trail.advance({ from: 0, to: 1000 }, "narrow")
  assert.equal(trail.advance({ from: 1, to: 1001 }, "wide"), null)
  assert.equal(trail.advance({ from: 2, to: 1002 }, "wide"), 1000)
  trail.invalidate()
  assert.equal(trail.advance({ from: 3, to: 1003 }, "wide"), null)
})
