import assert from "node:assert/strict"
import test from "node:test"

import { ghostsOf, nameOfEnd, openedBundle } from "../../src/graph/ghost"
import { contains, distance } from "../../src/graph/geometry"
import { sceneOf } from "../../src/graph/scene"
import { initialState, type State } from "../../src/store/state"
import { connection, example, network, object, source } from "./model"

function stateOf(made: ReturnType<typeof example>): State {
  return { ...initialState, ...made, graph: { revision: 1, ...made.graph } }
}

test("a line that stops at a closed network leads on to the object in it", () => {
  const made = example(false)
  const wire = sceneOf(made).wires.find(({ to }) => to.object.id === "model.net")
  assert.ok(wire)
  const [ghost, ...others] = ghostsOf(wire, stateOf(made))
  assert.ok(ghost)
  assert.equal(others.length, 0)
  assert.deepEqual(ghost.from, wire.curve.to)
  assert.ok(contains(wire.to.box, ghost.to))
  // The object at the left is drawn at the left.
  assert.ok(ghost.to.x < wire.to.box.left + wire.to.box.width / 2)
})

test("a line between objects in sight hides nothing", () => {
  const made = example(true)
  for (const wire of sceneOf(made).wires) assert.deepEqual(ghostsOf(wire, stateOf(made)), [])
})

test("a line into a network in a network leads to the inner network", () => {
  const made = source(
    [object("model.a"), network("model.net"), network("model.net.deep"), object("model.net.deep.x")],
    [connection("model.a", "model.net.deep.x")],
    {
      "model.a": { x: 0, y: 0 },
      "model.net": { x: 300, y: 0 },
      "model.net.deep": { x: 0, y: 0 },
      "model.net.deep.x": { x: 0, y: 0 },
    },
  )
  const [wire] = sceneOf(made).wires
  assert.ok(wire)
  assert.equal(ghostsOf(wire, stateOf(made)).length, 1)
  assert.equal(nameOfEnd(stateOf(made), wire.to, "model.net.deep.x"), "net › deep › x")
  assert.equal(nameOfEnd(stateOf(made), wire.from, "model.a"), "a")
})

test("a bundle opens into lines that lie apart but end alike", () => {
  const pair = [object("model.a"), object("model.b")]
  const several = [1, 2, 3].map((n) => connection("model.a", "model.b", { id: `c${n}`, dimensions: n }))
  const places = { "model.a": { x: 0, y: 0 }, "model.b": { x: 200, y: 0 } }
  const [wire] = sceneOf(source(pair, several, places)).wires
  assert.ok(wire)
  const lines = openedBundle(wire)
  assert.deepEqual(lines.map(({ id }) => id), ["c1", "c2", "c3"])
  for (const { curve } of lines) assert.deepEqual([curve.from, curve.to], [wire.curve.from, wire.curve.to])
  const [first, second] = lines
  assert.ok(first && second && distance(first.curve.control, second.curve.control) > 20)
  const [alone] = sceneOf(source(pair, several.slice(0, 1), places)).wires
  assert.ok(alone)
  assert.deepEqual(openedBundle(alone), [])
})
