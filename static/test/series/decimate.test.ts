import assert from "node:assert/strict"
import { test } from "node:test"

import { Points, isDense, timeOf, trace, type Columns } from "../../src/series/decimate"
import { Ring } from "../../src/series/ring"

const DT = 0.001

function noise(count: number): Ring {
  const ring = new Ring(1)
  let seed = 1
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  ring.append(0, DT, count, Float32Array.from({ length: count }, random), 0)
  return ring
}

function byColumn(points: Points): Map<number, number[]> {
  const columns = new Map<number, number[]>()
  for (let p = 0; p < points.n; p++) {
    const column = Math.floor(points.xy[2 * p]!)
    columns.set(column, [...(columns.get(column) ?? []), points.xy[2 * p + 1]!])
  }
  return columns
}

test("every column keeps its least, its greatest, its first and its last sample", () => {
  const ring = noise(10_000)
  const scale: Columns = { perSecond: 20, origin: 0 }
  const points = new Points()
  trace(ring, 0, 0, ring.end, scale, points)
  assert.ok(points.n <= 4 * 200)
  for (const [column, drawn] of byColumn(points)) {
    const from = ring.indexAt(timeOf(column, scale) - 1e-9)
    const to = ring.indexAt(timeOf(column + 1, scale) - 1e-9)
    const all = Array.from({ length: to - from }, (_, k) => ring.value(0, from + k))
    assert.equal(Math.min(...drawn), Math.min(...all))
    assert.equal(Math.max(...drawn), Math.max(...all))
    assert.equal(drawn[0], all[0])
    assert.equal(drawn.at(-1), all.at(-1))
  }
})

test("scrolling by whole pixels moves the points and changes nothing else", () => {
  const ring = noise(5000)
  const [still, scrolled] = [new Points(), new Points()]
  trace(ring, 0, 100, ring.end, { perSecond: 33, origin: 0 }, still)
  trace(ring, 0, 100, ring.end, { perSecond: 33, origin: 40 }, scrolled)
  assert.equal(still.n, scrolled.n)
  for (let p = 0; p < still.n; p++) {
    assert.equal(scrolled.xy[2 * p], still.xy[2 * p]! - 40)
    assert.equal(scrolled.xy[2 * p + 1], still.xy[2 * p + 1])
  }
})

test("a strip drawn by itself agrees with the same columns of the whole", () => {
  const ring = noise(5000)
  const scale: Columns = { perSecond: 50, origin: 0 }
  const [whole, strip] = [new Points(), new Points()]
  trace(ring, 0, 0, ring.end, scale, whole)
  trace(ring, 0, ring.indexAt(timeOf(200, scale) - 1e-9), ring.end, scale, strip)
  const expected = byColumn(whole)
  for (const [column, values] of byColumn(strip)) assert.deepEqual(values, expected.get(column))
})

test("samples far apart are drawn as they are", () => {
  const ring = noise(100)
  const points = new Points()
  const scale: Columns = { perSecond: 2000, origin: 50 }
  assert.equal(isDense(ring, 0, ring.end, scale), false)
  trace(ring, 0, 10, 20, scale, points)
  assert.equal(points.n, 10)
  assert.equal(points.xy[0], 10 * DT * 2000 - 50)
  assert.equal(points.xy[1], ring.value(0, 10))
})
