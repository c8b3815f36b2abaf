import assert from "node:assert/strict"
import { test } from "node:test"

import { shares } from "../../src/plots/histogram"
import { Ring } from "../../src/series/ring"

function ringOf(...values: number[]): Ring {
  const ring = new Ring(1)
  ring.append(0, 0.001, values.length, Float32Array.from(values), 0)
  return ring
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

test("every sample within the range counts once, its ends included", () => {
  const found = shares(ringOf(-1, -0.5, 0, 0.5, 1), [0], 0, 5, { low: -1, high: 1 })
  assert.ok(Math.abs(sum(found) - 1) < 1e-12)
  assert.ok(found[0]! > 0 && found.at(-1)! > 0)
})

test("what lies beyond the range is counted in no bar, but in the whole", () => {
  const found = shares(ringOf(0.5, 7, -7, Infinity), [0], 0, 4, { low: 0, high: 1 })
  assert.equal(sum(found), 0.25)
})

test("no samples make no bars", () => {
  assert.equal(sum(shares(ringOf(), [0], 0, 0, { low: 0, high: 1 })), 0)
})
