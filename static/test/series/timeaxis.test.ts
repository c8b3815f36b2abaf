import assert from "node:assert/strict"
import { test } from "node:test"

import { PlotTime, TimeAxis } from "../../src/series/timeaxis"

test("a frozen plot keeps its instant while the others look elsewhere", () => {
  let now = 3
  const shared = new TimeAxis(() => {})
  const one = new PlotTime(shared, () => now)
  const other = new PlotTime(shared, () => now)
  one.freeze(true)
  now = 5
  shared.look(1)
  assert.equal(one.end, 3)
  assert.equal(other.end, 1)
  shared.look(null)
  one.freeze(false)
  assert.equal(one.end, null)
})

test("freezing is news, and the pointed instant is that of all plots", () => {
  const shared = new TimeAxis(() => {})
  const plot = new PlotTime(shared, () => 0)
  const before = plot.version
  plot.freeze(true)
  assert.notEqual(plot.version, before)
  plot.point(0.5)
  assert.equal(shared.pointed, 0.5)
  assert.equal(plot.pointed, 0.5)
})
