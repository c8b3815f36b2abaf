import assert from "node:assert/strict"
import { test } from "node:test"

import { columnsOf } from "../../src/plots/grid"

test("pixels fill whole rows of nearly a square where they can", () => {
  assert.equal(columnsOf(49, null), 7)
  assert.equal(columnsOf(784, undefined), 28)
  assert.equal(columnsOf(50, null), 10)
  assert.equal(columnsOf(400, null), 20)
  assert.equal(columnsOf(1, null), 1)
})

test("primes have a row that is not full", () => {
  assert.equal(columnsOf(53, null), 8)
})

test("the user chooses the shape, but no pixel is made up", () => {
  assert.equal(columnsOf(12, 3), 3)
  assert.equal(columnsOf(12, 100), 12)
  assert.equal(columnsOf(12, 0), 1)
})
