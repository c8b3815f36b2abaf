import assert from "node:assert/strict"
import test from "node:test"
import {
  boxAround,
  boxBetween,
  curveBetween,
  directionOn,
  distance,
  distanceToCurve,
  edgeOfBox,
  edgeOfCircle,
  edgePath,
  overlap,
  pointOn,
  union,
} from "../../src/graph/geometry"

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`)

test("a curve begins and ends where it should, whatever its bend", () => {
  for (const bend of [-0.5, 0, 0.16]) {
    const curve = curveBetween({ x: 1, y: 2 }, { x: 30, y: -5 }, bend)
    near(distance(pointOn(curve, 0), { x: 1, y: 2 }), 0)
    near(distance(pointOn(curve, 1), { x: 30, y: -5 }), 0)
  }
})

test("a curve that does not bend is the straight line", () => {
  const curve = curveBetween({ x: 0, y: 0 }, { x: 10, y: 10 }, 0)
  for (const share of [0.1, 0.5, 0.9]) near(pointOn(curve, share).x, pointOn(curve, share).y)
})

test("the ways there and back bend to opposite sides", () => {
  const [a, b] = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ]
  const there = pointOn(curveBetween(a, b, 0.16), 0.5).y
  const back = pointOn(curveBetween(b, a, 0.16), 0.5).y
  near(there, -back)
  assert.notEqual(there, 0)
})

test("directions have length one, even where a curve stands still", () => {
  const curve = curveBetween({ x: 3, y: 4 }, { x: 3, y: 4 }, 0.3)
  const { x, y } = directionOn(curve, 0.5)
  near(Math.hypot(x, y), 1)
})

test("the edge of a circle lies on the circle, towards the point", () => {
  const edge = edgeOfCircle({ x: 10, y: 10 }, 5, { x: 10, y: 100 })
  assert.deepEqual(edge, { x: 10, y: 15 })
  near(distance(edgeOfCircle({ x: 0, y: 0 }, 7, { x: 3, y: -8 }), { x: 0, y: 0 }), 7)
})

test("the edge of a box lies on the box, towards the point", () => {
  const box = boxAround({ x: 0, y: 0 }, 20, 10)
  assert.deepEqual(edgeOfBox(box, { x: 100, y: 0 }), { x: 10, y: 0 })
  assert.deepEqual(edgeOfBox(box, { x: 0, y: -50 }), { x: 0, y: -5 })
  const corner = edgeOfBox(box, { x: 40, y: 20 })
  assert.deepEqual(corner, { x: 10, y: 5 })
})

test("a point on a curve is no distance from it, one beside it is", () => {
  const curve = curveBetween({ x: 0, y: 0 }, { x: 100, y: 0 }, 0.2)
  assert.ok(distanceToCurve(curve, pointOn(curve, 0.5)) < 1e-9)
  assert.ok(distanceToCurve(curve, { x: 50, y: -60 }) > 60)
})

test("the union of boxes contains each of them, and is null for none", () => {
  assert.equal(union([]), null)
  const all = union([boxAround({ x: 0, y: 0 }, 2, 2), boxAround({ x: 10, y: 5 }, 4, 4)])
  assert.deepEqual(all, { left: -1, top: -1, width: 13, height: 8 })
})

test("boxes that only touch do not overlap", () => {
  const box = boxBetween({ x: 10, y: 10 }, { x: 0, y: 0 })
  assert.equal(overlap(box, { ...box, left: 10 }), false)
  assert.equal(overlap(box, { ...box, left: 9.9 }), true)
})

test("a path is written for SVG", () => {
  assert.equal(edgePath(curveBetween({ x: 0, y: 0 }, { x: 10, y: 0 }, 0.1)), "M 0 0 Q 5 1 10 0")
})
