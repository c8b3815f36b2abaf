import assert from "node:assert/strict"
import { test } from "node:test"

import { KINDS } from "../../src/plots/kinds"
import type { Facts } from "../../src/plots/plot"
import { canShare, dimsOf, idsOf, joined, parted, partsOf, withDims } from "../../src/plots/sharing"
import type { GraphObject, Plot } from "../../src/protocol/generated"
import { object } from "../graph/model"

const plot: Plot = { id: "p", kind: "value", object: "model.a", x: 0, y: 0, dims: [1] }

function facts(shown: Plot, parts: readonly number[], objects: readonly (GraphObject | null)[]): Facts {
  const channels = parts.reduce((sum, each) => sum + each, 0)
  const stream = { plot: "p", stream: 2, channels, labels: [], parts }
  const [first = null, ...others] = objects
  return { plot: shown, stream, object: first, others, held: [], pointer: "", page: "" }
}

test("an object can be added once, to plots of what it has", () => {
  assert.ok(canShare(KINDS.value, plot, object("model.b")))
  assert.ok(!canShare(KINDS.value, plot, object("model.a")))
  assert.ok(!canShare(KINDS.value, joined(plot, "model.b"), object("model.b")))
  assert.ok(!canShare(KINDS.raster, { ...plot, kind: "raster" }, object("model.b")))
  assert.ok(!canShare(KINDS.xy, { ...plot, kind: "xy" }, object("model.b")))
})

test("taking out what was added leaves the plot as it was", () => {
  assert.deepEqual(parted(joined(plot, "model.b"), "model.b"), { ...plot, also: [] })
})

test("when the first object is taken out, the next takes its place with its own dimensions", () => {
  const both = withDims(joined(plot, "model.b", "model.c"), "model.b", [0, 2])
  assert.deepEqual(dimsOf(both, "model.b"), [0, 2])
  const left = parted(both, "model.a")
  assert.ok(left)
  assert.deepEqual(idsOf(left), ["model.b", "model.c"])
  assert.deepEqual(left.dims, [0, 2])
  assert.equal(parted(plot, "model.a"), null)
})

test("channels belong to the objects that are there, in order", () => {
  const both = joined(plot, "model.gone", "model.b")
  const parts = partsOf(facts(both, [1, 3], [object("model.a"), null, object("model.b")]))
  assert.deepEqual(parts.map(({ object: { id }, from, to }) => [id, from, to]), [["model.a", 0, 1], ["model.b", 1, 4]])
})

test("more lines than colours become a band for each object", () => {
  const both = joined(plot, "model.b")
  const objects = [object("model.a"), object("model.b")]
  assert.deepEqual(KINDS.value.swatches?.(facts(both, [2, 1], objects)), [[0, 1], [2]])
  assert.deepEqual(KINDS.value.swatches?.(facts(both, [2, 10], objects)), [[0], [1]])
})
