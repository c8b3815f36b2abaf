import assert from "node:assert/strict"
import test from "node:test"
import { cardBox, cardBoxInGraph, cardScale } from "../../src/graph/cardbox"
import { boxAround, overlap } from "../../src/graph/geometry"
import { spotNear } from "../../src/graph/spot"

const plot = { id: "p", kind: "value", object: "model.a", x: 10, y: 20 } as const

test("a card keeps its size on the screen when the graph is zoomed in", () => {
  assert.equal(cardBox(plot, { zoom: 1, x: 0, y: 0 }).width, 260)
  assert.equal(cardBox(plot, { zoom: 2, x: 0, y: 0 }).width, 260)
  assert.equal(cardScale(plot, 4), 2)
})

test("cards beside each other at zoom 1 do not cover each other further out", () => {
  const beside = { ...plot, id: "q", x: plot.x + 260 }
  for (const zoom of [1, 0.8, 0.6, 0.5, 0.2]) {
    const camera = { zoom, x: 3, y: 4 }
    assert.ok(cardBox(plot, camera).left + cardBox(plot, camera).width <= cardBox(beside, camera).left + 1)
  }
})

test("writing on a card is scaled only far out", () => {
  assert.equal(cardScale(plot, 0.5), 1)
  assert.equal(cardScale(plot, 0.25), 0.5)
})

test("a card's place moves with the graph", () => {
  const { left, top } = cardBox(plot, { zoom: 2, x: 5, y: 7 })
  assert.deepEqual([left, top], [25, 47])
  assert.deepEqual(cardBoxInGraph(plot, { zoom: 2, x: 5, y: 7 }), {
    left: 10,
    top: 20,
    width: 130,
    height: 75,
  })
})

const EVERYWHERE = { left: -1e4, top: -1e4, width: 2e4, height: 2e4 }
const SIZE = { width: 200, height: 100 }

test("a new card lies below its object, or where there is room", () => {
  const near = boxAround({ x: 0, y: 0 }, 60, 60)
  const taken = [near]
  assert.deepEqual(spotNear(near, SIZE, taken, EVERYWHERE), { left: -100, top: 54, ...SIZE })
  for (let n = 0; n < 12; n++) {
    const spot = spotNear(near, SIZE, taken, EVERYWHERE)
    assert.ok(!taken.some((other) => overlap(other, spot)), `card ${n} lies on another`)
    taken.push(spot)
  }
})

test("a new card lies where it can be seen, if there is room", () => {
  const near = boxAround({ x: 0, y: 0 }, 60, 60)
  const view = { left: -50, top: -200, width: 400, height: 250 }
  const spot = spotNear(near, SIZE, [near], view)
  assert.ok(spot.left >= -50 && spot.left + SIZE.width <= 350 && spot.top + SIZE.height <= 50)
})
