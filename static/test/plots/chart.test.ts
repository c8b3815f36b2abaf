import assert from "node:assert/strict"
import { test } from "node:test"

import { barsOf, CHART, frameOf, pathOf, xTicks } from "../../src/plots/chart"
import type { Chart } from "../../src/protocol/generated"

function chart(fields: Partial<Chart>): Chart {
  return { title: "", form: "lines", series: [], x: "", y: "", xs: [], labels: [], note: "", ...fields }
}

function series(ys: readonly number[], xs: readonly number[] | null = null) {
  return { ys, xs, name: "", wished: false }
}

test("lines span the whole width and stay within the picture", () => {
  const lines = chart({ xs: [-2, 0, 2], series: [series([0, 50, 100])] })
  const numbers = [...pathOf(lines, lines.series[0]!, frameOf(lines)).matchAll(/[\d.]+/g)].map(Number)
  const xs = numbers.filter((_, k) => k % 2 === 0)
  assert.deepEqual([xs[0], xs.at(-1)], [CHART.left, CHART.width - CHART.right])
  assert.ok(numbers.every((each) => each >= 0 && each <= CHART.width))
})

test("a circle of points has the same units both ways", () => {
  const { x, y } = frameOf(chart({ form: "points", series: [series([-1, 1, 0], [0, 0, 1])] }))
  const room = { width: CHART.width - CHART.left - CHART.right, height: CHART.height - CHART.top - CHART.bottom }
  assert.ok(Math.abs((x.high - x.low) / room.width - (y.high - y.low) / room.height) < 1e-9)
})

test("bars stand on zero, beside each other, each within its room", () => {
  const bars = chart({ form: "bars", xs: [1, 2, 3], series: [series([4, -2, 0])] })
  const [up, down, none] = barsOf(bars, bars.series[0]!, frameOf(bars))
  assert.ok(up && down && none)
  assert.ok(Math.abs(up.y + up.height - down.y) < 1e-9)
  assert.ok(up.x + up.width < down.x && down.x + down.width < none.x)
  assert.ok(up.x >= CHART.left && none.x + none.width <= CHART.width - CHART.right)
})

test("bars may have names instead of numbers", () => {
  const bars = chart({ form: "bars", labels: ["left", "right"], series: [series([1, 2])] })
  assert.deepEqual(xTicks(bars, frameOf(bars)).map(({ text }) => text), ["left", "right"])
  assert.match(barsOf(bars, bars.series[0]!, frameOf(bars))[1]!.text, /right: 2/)
})

test("one value, or none, is still a picture", () => {
  for (const ys of [[], [3]]) {
    const { x, y } = frameOf(chart({ form: "bars", xs: ys, series: [series(ys)] }))
    assert.ok([x.low, y.low].every(Number.isFinite) || ys.length === 0)
    assert.ok(y.high > y.low)
  }
})
