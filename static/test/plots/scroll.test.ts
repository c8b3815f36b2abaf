import assert from "node:assert/strict"
import { test } from "node:test"

import { Scroll } from "../../src/plots/scroll"
import { columnOf } from "../../src/series/decimate"

const WIDTH = 215
const WINDOW = 2
const MARGIN = 3

test("whatever the frames, every column is drawn after its samples have come", () => {
  const scroll = new Scroll()
  let drawnTo = -Infinity
  let fresh = new Array<number>(WIDTH).fill(-1) // up to when each column was drawn
  for (let now = 0.5; now < 20; now += 0.004 + 0.03 * Math.abs(Math.sin(now * 7))) {
    const end = Math.max(now, WINDOW)
    const { shift, start, ...columns } = scroll.advance(end, WINDOW, WIDTH, drawnTo, MARGIN)
    fresh = [...fresh.slice(shift), ...new Array<number>(shift).fill(-1)]
    for (let column = start; column < WIDTH; column++) fresh[column] = now
    drawnTo = now
    fresh.forEach((drawn, column) => {
      const lastSample = Math.min(now, (column + 1 + columns.origin) / columns.perSecond)
      assert.ok(drawn >= lastSample - 1e-9, `column ${column} at ${now}`)
    })
    assert.equal(Math.round(columnOf(end, columns)), WIDTH)
  }
})

test("the steady state draws a few columns only", () => {
  const scroll = new Scroll()
  scroll.advance(10, WINDOW, WIDTH, -Infinity, MARGIN)
  const strip = scroll.advance(10.017, WINDOW, WIDTH, 10, MARGIN)
  assert.ok(WIDTH - strip.start <= strip.shift + MARGIN + 1)
})

test("another window, a way back in time or a jump draw everything", () => {
  for (const [end, window] of [[10, 3], [9, WINDOW], [20, WINDOW]] as const) {
    const scroll = new Scroll()
    scroll.advance(10, WINDOW, WIDTH, -Infinity, MARGIN)
    const strip = scroll.advance(end, window, WIDTH, 10, MARGIN)
    assert.deepEqual([strip.shift, strip.start], [0, 0])
  }
})

test("a picture that stands still needs nothing", () => {
  const scroll = new Scroll()
  scroll.advance(5, WINDOW, WIDTH, -Infinity, MARGIN)
  const strip = scroll.advance(5, WINDOW, WIDTH, 8, MARGIN)
  assert.deepEqual([strip.shift, strip.start], [0, WIDTH])
})
