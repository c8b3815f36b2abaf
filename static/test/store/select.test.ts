import assert from "node:assert/strict"
import test from "node:test"
import { factsOf, networksAround, streamOf, thousands } from "../../src/store/select"
import { initialState, type State } from "../../src/store/state"
import { connection, network, object } from "../graph/model"

const objects = [
  network("model", { parent: "" }),
  object("model.a", { dimensions: 2 }),
  network("model.net", { n_objects: 1 }),
  object("model.net.c"),
  object("model.b"),
]
const state: State = {
  ...initialState,
  objects: new Map(objects.map((each) => [each.id, each])),
  graph: {
    revision: 1,
    objects,
    connections: [
      connection("model.a", "model.net.c"),
      connection("model.net.c", "model.b"),
      connection("model.b", "model.net.c"),
    ],
  },
}

test("downstream is everything that can be reached, also around circles", () => {
  assert.deepEqual([...streamOf(state, "model.a", "down")].sort(), ["model.a", "model.b", "model.net.c"])
  assert.deepEqual([...streamOf(state, "model.a", "up")], ["model.a"])
  assert.deepEqual([...streamOf(state, "model.b", "up")].sort(), ["model.a", "model.b", "model.net.c"])
})

test("the networks around an object do not count the model", () => {
  assert.deepEqual(
    networksAround(state, "model.net.c").map((each) => each.id),
    ["model.net"],
  )
  assert.deepEqual(networksAround(state, "model.a"), [])
})

test("facts are said in words", () => {
  assert.equal(factsOf(state, objects[1]!), "ensemble, 100 neurons, 2 dimensions, 1 out")
  assert.equal(factsOf(state, objects[2]!), "network, 1 object")
})

test("long numbers are grouped", () => {
  assert.equal(thousands(1234567), "1\u2009234\u2009567")
  assert.equal(thousands(12), "12")
})
