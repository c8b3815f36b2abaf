import assert from "node:assert/strict"
import { test } from "node:test"

import { KINDS, PLOT_KINDS } from "../../src/plots/kinds"
import type { Facts } from "../../src/plots/plot"
import type { GraphObject, Plot, Stream } from "../../src/protocol/generated"

const object: GraphObject = {
  id: "model.memory", kind: "ensemble", label: "memory", parent: "model", line: 9, glyph: "",
  size_in: 2, size_out: 2, dimensions: 2, n_neurons: 400, neuron_type: "LIF", n_objects: 0,
  n_members: 0, probeable: ["output", "spikes"],
}

function facts(kind: Plot["kind"], channels: number, more: Partial<Facts> = {}): Facts {
  const labels = Array.from({ length: channels }, (_, k) => String(k))
  const stream: Stream = { plot: "p", stream: 2, channels, labels, parts: [channels] }
  return { plot: { id: "p", kind, object: object.id, x: 0, y: 0 }, stream, object, others: [], held: [], pointer: "", page: "", ...more }
}

test("captions say what is shown, and of how much", () => {
  assert.equal(KINDS.raster.caption(facts("raster", 50)), "spikes · 50 of 400")
  assert.equal(KINDS.value.caption(facts("value", 2)), "value · 2")
  assert.equal(KINDS.value.caption(facts("value", 1)), "value")
  assert.equal(KINDS.xy.caption(facts("xy", 2)), "xy · 0, 1")
  assert.equal(KINDS.slider.caption(facts("slider", 2, { held: [null, 0.5] })), "slider · held")
})

test("captions do without a stream or an object", () => {
  for (const kind of PLOT_KINDS) {
    assert.ok(KINDS[kind].caption(facts(kind, 2, { stream: null, object: null })).length > 0)
  }
})

test("a kind is offered where there is something to show", () => {
  const offered = (thing: GraphObject) => PLOT_KINDS.filter((kind) => KINDS[kind].offer(thing) !== null)
  assert.deepEqual(offered(object), ["value", "xy", "raster", "heat", "grid", "histogram"])
  const spiking = { ...object, probeable: ["output", "spikes", "voltage"] }
  assert.ok(offered(spiking).includes("voltage"))
  const node = { ...object, kind: "node", size_in: 0, n_neurons: 0, dimensions: 0, size_out: 49, probeable: ["output"] } as const
  assert.deepEqual(offered(node), ["value", "xy", "slider", "histogram", "image"])
  assert.deepEqual(offered({ ...object, kind: "network", probeable: [] }), [])
})

test("no two kinds share a key", () => {
  assert.equal(new Set(PLOT_KINDS.map((kind) => KINDS[kind].key)).size, PLOT_KINDS.length)
})
