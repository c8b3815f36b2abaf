import assert from "node:assert/strict"
import { test } from "node:test"

import { literalOf, shareOf, textAt } from "../../src/editor/literal"

const SPELT = ["1.2", "0.1", "200", "2", "-0.5", ".5", "3.", "0", "0.0", "600", "0.005", "-30"]

test("a number stays what it is while its slider is not moved", () => {
  for (const text of SPELT) {
    const literal = literalOf(text)!
    assert.equal(Number(textAt(shareOf(Number(text), literal), literal)), Number(text), text)
  }
})

test("whole numbers stay whole, others keep their point", () => {
  for (const text of SPELT) {
    const literal = literalOf(text)!
    for (let share = 0; share <= 1; share += 0.03) {
      assert.equal(textAt(share, literal).includes("."), text.includes("."), text)
    }
  }
})

test("a slider goes from zero to twice the number, to both sides of zero itself", () => {
  const ends = (text: string) => [0, 1].map((share) => textAt(share, literalOf(text)!))
  assert.deepEqual(ends("1.2"), ["0.0", "2.4"])
  assert.deepEqual(ends("-0.5"), ["-1.0", "0.0"])
  assert.deepEqual(ends("200"), ["0", "400"])
  assert.deepEqual(ends("0"), ["-10", "10"])
  assert.deepEqual(ends("0.0"), ["-1.0", "1.0"])
})

test("beyond its ends a slider does not go", () => {
  const literal = literalOf("5")!
  assert.deepEqual([textAt(-3, literal), textAt(7, literal)], ["0", "10"])
})

test("a number that would be spelt differently has no slider", () => {
  for (const text of ["1e-3", "0x1f", "1_000", "2j", "a", ""]) assert.equal(literalOf(text), null, text)
})
