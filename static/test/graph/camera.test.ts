import assert from "node:assert/strict"
import test from "node:test"
import {
  between,
  fitted,
  LARGEST_ZOOM,
  SMALLEST_ZOOM,
  toGraph,
  toScreen,
  visibleBox,
  zoomedAt,
} from "../../src/graph/camera"

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`)

test("what was under the pointer stays under it while zooming", () => {
  const at = { x: 320, y: 77 }
  let camera = { zoom: 0.7, x: -40, y: 12 }
  const before = toGraph(camera, at)
  for (const factor of [1.3, 0.5, 2, 0.9]) camera = zoomedAt(camera, at, factor)
  near(toGraph(camera, at).x, before.x)
  near(toGraph(camera, at).y, before.y)
})

test("zoom has ends", () => {
  const at = { x: 0, y: 0 }
  assert.equal(zoomedAt({ zoom: 1, x: 0, y: 0 }, at, 1e6).zoom, LARGEST_ZOOM)
  assert.equal(zoomedAt({ zoom: 1, x: 0, y: 0 }, at, 1e-6).zoom, SMALLEST_ZOOM)
})

test("graph and screen are each other's inverse", () => {
  const camera = { zoom: 1.7, x: 33, y: -9 }
  const point = toGraph(camera, toScreen(camera, { x: 5, y: 6 }))
  near(point.x, 5)
  near(point.y, 6)
})

test("a fitted box lies inside the stage, in its middle", () => {
  const box = { left: -500, top: 200, width: 3000, height: 400 }
  const camera = fitted(box, 800, 600, 50)
  const corner = toScreen(camera, { x: box.left, y: box.top })
  near(corner.x, 50)
  near(corner.y + (box.height * camera.zoom) / 2, 300)
})

test("a small box is not blown up", () => {
  assert.equal(fitted({ left: 0, top: 0, width: 10, height: 10 }, 800, 600, 50).zoom, 1.25)
})

test("the visible part at zoom 2 is half as wide as the stage", () => {
  assert.deepEqual(visibleBox({ zoom: 2, x: 100, y: 0 }, 400, 200), {
    left: -50,
    top: 0,
    width: 200,
    height: 100,
  })
})

test("halfway between two zooms is their geometric mean, so that it looks even", () => {
  near(between({ zoom: 0.25, x: 0, y: 0 }, { zoom: 4, x: 0, y: 0 }, 0.5).zoom, 1)
})
