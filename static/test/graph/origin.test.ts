import assert from "node:assert/strict"
import test from "node:test"
import { originOf, placeIn } from "../../src/graph/origin"

const places = { "model.a": { x: 10, y: 20 }, "model.a.b": { x: 1, y: 2 } }

test("places count from the middle of the network, and its own from the network around", () => {
  assert.deepEqual(originOf(places, "model"), { x: 0, y: 0 })
  assert.deepEqual(originOf(places, "model.a.b"), { x: 11, y: 22 })
  assert.deepEqual(placeIn(places, "model.a.b", { x: 11.4, y: 20 }), { x: 0, y: -2 })
})
