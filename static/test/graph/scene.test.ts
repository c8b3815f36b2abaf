import assert from "node:assert/strict"
import test from "node:test"
import { centreOf, contains, distance } from "../../src/graph/geometry"
import { boundsOf, hitTest, neighbour, sceneBetween, sceneOf } from "../../src/graph/scene"
import { radiusOf } from "../../src/graph/shapes"
import { diamondOf, LOOP_RADIUS, widthOf } from "../../src/graph/wires"
import { connection, example, network, object, source } from "./model"

const wireNames = (scene: ReturnType<typeof sceneOf>) =>
  scene.wires.map((wire) => `${wire.from.object.id} ${wire.to.object.id}`)

test("a closed network hides its children, and their connections end at it", () => {
  const scene = sceneOf(example(false))
  assert.deepEqual([...scene.items.keys()], ["model.a", "model.b", "model.net"])
  assert.deepEqual(wireNames(scene), ["model.a model.b", "model.b model.net", "model.a model.a"])
})

test("an open network contains its children, and their connections reach them", () => {
  const scene = sceneOf(example(true))
  const frame = scene.items.get("model.net")!.box
  for (const id of ["model.net.c", "model.net.d"])
    assert.ok(contains(frame, centreOf(scene.items.get(id)!.box)))
  assert.ok(wireNames(scene).includes("model.b model.net.c"))
  assert.ok(wireNames(scene).includes("model.net.c model.net.d"))
})

test("children lie relative to their network: moving it moves them", () => {
  const { places, ...rest } = example(true)
  const before = sceneOf({ places, ...rest }).items.get("model.net.c")!.box
  const moved = { ...places, "model.net": { x: 500, y: 90, open: true } }
  assert.equal(sceneOf({ ...rest, places: moved }).items.get("model.net.c")!.box.top, before.top + 90)
})

test("objects without a place are not drawn, nor what is in them", () => {
  const scene = sceneOf({
    ...example(true),
    places: { "model.a": { x: 0, y: 0 }, "model.net.c": { x: 0, y: 0 } },
  })
  assert.deepEqual([...scene.items.keys()], ["model.a"])
})

test("parents are drawn before their children", () => {
  const ids = [...sceneOf(example(true)).items.keys()]
  assert.ok(ids.indexOf("model.net") < ids.indexOf("model.net.c"))
})

test("lines begin and end at the edge of circles", () => {
  const { items, wires } = sceneOf(example(false))
  const wire = wires[0]!
  const radius = items.get("model.a")!.box.width / 2
  assert.ok(Math.abs(distance(wire.curve.from, centreOf(items.get("model.a")!.box)) - radius) <= 2)
  assert.ok(Math.abs(distance(wire.curve.to, centreOf(items.get("model.b")!.box)) - radius) <= 3)
})

test("a recurrent connection is a loop that touches its object and lies above it to the right", () => {
  const { items, wires } = sceneOf(example(false))
  const loop = wires.find((wire) => wire.from === wire.to)!
  const { x, y } = centreOf(items.get("model.a")!.box)
  assert.ok(loop.loop!.centre.x > x && loop.loop!.centre.y < y)
  const radius = items.get("model.a")!.box.width / 2
  assert.ok(Math.abs(distance(loop.curve.to, { x, y }) - radius) <= 3)
})

test("several connections of one kind between a pair are one bundle; other kinds have their own line", () => {
  const scene = sceneOf(
    source(
      [object("model.a"), object("model.b")],
      [
        connection("model.a", "model.b"),
        connection("model.a", "model.b", { id: "second" }),
        connection("model.a", "model.b", { id: "third", effect: "inhibitory" }),
        connection("model.b", "model.a"),
      ],
      { "model.a": { x: 0, y: 0 }, "model.b": { x: 200, y: 0 } },
    ),
  )
  assert.deepEqual(
    scene.wires.map((wire) => wire.connections.length),
    [2, 1, 1],
  )
  const middles = scene.wires.map((wire) => Math.round(diamondOf(wire).y))
  assert.equal(new Set(middles).size, 3, "they do not lie on each other")
})

test("the error of a learning rule ends at the diamond of what it teaches", () => {
  const scene = sceneOf(
    source(
      [object("model.a"), object("model.b"), object("model.error")],
      [
        connection("model.a", "model.b", { learning_rules: ["PES"] }),
        connection("model.error", "model.b", { modulates: "model.a->model.b" }),
      ],
      { "model.a": { x: 0, y: 0 }, "model.b": { x: 200, y: 0 }, "model.error": { x: 100, y: 150 } },
    ),
  )
  const [taught, error] = scene.wires
  assert.equal(taught!.kind, "learning")
  assert.equal(error!.kind, "error")
  assert.deepEqual(error!.curve.to, diamondOf(taught!))
})

test("a line goes around an object that stands between", () => {
  const scene = sceneOf(
    source([object("model.a"), object("model.b"), object("model.c")], [connection("model.a", "model.c")], {
      "model.a": { x: 0, y: 0 },
      "model.b": { x: 200, y: 0 },
      "model.c": { x: 400, y: 0 },
    }),
  )
  const { x, y } = diamondOf(scene.wires[0]!)
  assert.equal(hitTest({ ...scene, wires: [] }, { x, y }, 1), null)
})

test("a pointer meets objects before lines before the networks around", () => {
  const scene = sceneOf(example(true))
  const kind = (x: number, y: number) => {
    const hit = hitTest(scene, { x, y }, 6)
    return hit === null ? null : hit.kind === "wire" ? "wire" : `${hit.item.object.id} ${hit.part}`
  }
  assert.equal(kind(0, 0), "model.a body")
  assert.equal(kind(100, 0), "wire")
  assert.equal(kind(100, 100), null)
  assert.equal(kind(440, 0), "model.net.c body")
  const { left, top, width } = scene.items.get("model.net")!.box
  assert.equal(kind(left + width / 2, top + 10), "model.net title")
  assert.equal(kind(500, 24), "model.net inside")
})

test("the corners of a circle's box are not the circle", () => {
  const scene = sceneOf(example(false))
  const { left, top } = scene.items.get("model.b")!.box
  assert.equal(hitTest({ ...scene, wires: [] }, { x: left + 1, y: top + 1 }, 0), null)
})

test("arrows lead to the next object that way, and stay where there is none", () => {
  const scene = sceneOf(example(false))
  const from = (id: string, dx: number, dy: number) =>
    neighbour(scene, scene.items.get(id)!, dx, dy)?.object.id
  assert.equal(from("model.a", 1, 0), "model.b")
  assert.equal(from("model.net", -1, 0), "model.b")
  assert.equal(from("model.a", -1, 0), undefined)
})

test("halfway through a move objects are halfway, and new ones come out of the network that hid them", () => {
  const [closed, open] = [sceneOf(example(false)), sceneOf(example(true))]
  const start = sceneBetween(closed, open, 0)
  assert.deepEqual(
    centreOf(start.items.get("model.net.c")!.box),
    centreOf(closed.items.get("model.net")!.box),
  )
  const half = sceneBetween(closed, open, 0.5).items.get("model.net")!.box.width
  const widths = [closed, open].map((scene) => scene.items.get("model.net")!.box.width)
  assert.equal(half, (widths[0]! + widths[1]!) / 2)
})

test("the bounds of nothing are null, those of something contain its labels", () => {
  assert.equal(boundsOf(sceneOf(source([], [], {}))), null)
  const scene = sceneOf(source([network("model.n")], [], { "model.n": { x: 0, y: 0 } }))
  assert.ok(boundsOf(scene)!.height > scene.items.get("model.n")!.box.height)
})

test("circles grow with the number of neurons, between two limits", () => {
  const radii = [1, 10, 100, 1000, 1e6].map(radiusOf)
  assert.deepEqual(
    radii,
    [...radii].sort((a, b) => a - b),
  )
  assert.equal(radii[0], 20)
  assert.equal(radii.at(-1), 34)
})

test("lines grow with dimensions, between two limits", () => {
  assert.equal(widthOf(1), 1.25)
  assert.equal(widthOf(1000), 3.5)
  assert.ok(LOOP_RADIUS > widthOf(1000))
})
