/** Where the parts of a small chart lie: for pictures that do not move with time. Pure. */

import type { Chart, Series } from "../protocol/generated"
import type { Extent } from "../series/ring"
import { formatValue, niceRange, ticks } from "./ranges"

/** Units of the picture, which is scaled to the room there is. */
export const CHART = { width: 340, height: 168, left: 38, right: 8, top: 8, bottom: 34 } as const
const ROOM = {
  width: CHART.width - CHART.left - CHART.right,
  height: CHART.height - CHART.top - CHART.bottom,
} as const
/** Share of its room that a bar takes. */
const BAR = 0.8
const MOST_TICKS = 4

export interface Frame {
  readonly x: Extent
  readonly y: Extent
}

export interface Tick {
  readonly at: number
  readonly text: string
}

export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly text: string
}

/** Ends of both axes: all there is to see, and zero where there are bars. */
export function frameOf(chart: Chart): Frame {
  const ys = chart.series.flatMap((series) => series.ys)
  const xs = chart.series.flatMap((series) => xsOf(chart, series))
  const y = niceRange(extentOf(chart.form === "bars" ? [0, ...ys] : ys))
  if (chart.form === "bars") return { x: withHalfBars(extentOf(xs), xs.length), y }
  if (chart.form === "points") return withEqualUnits(extentOf(xs), extentOf(ys))
  return { x: extentOf(xs), y }
}

/** Numbers along an axis, and where they stand in the picture. */
export function xTicks(chart: Chart, { x }: Frame): readonly Tick[] {
  if (chart.labels.length > 0) {
    const every = Math.ceil(chart.labels.length / 8)
    return chart.labels.flatMap((text, k) => (k % every === 0 ? [{ at: xAt(k, { x }), text }] : []))
  }
  return ticks(x, MOST_TICKS).map((value) => ({ at: xAt(value, { x }), text: formatValue(value) }))
}

export function yTicks({ y }: Frame): readonly Tick[] {
  return ticks(y, MOST_TICKS).map((value) => ({ at: yAt(value, { y }), text: formatValue(value) }))
}

/** A line through all points of a series, as the text of an SVG path. */
export function pathOf(chart: Chart, series: Series, frame: Frame): string {
  const xs = xsOf(chart, series)
  return series.ys.map((y, i) => `${i === 0 ? "M" : "L"}${round(xAt(xs[i] ?? 0, frame))} ${round(yAt(y, frame))}`).join("")
}

/** Small squares, as the text of an SVG path: one element draws hundreds of points. */
export function pointsOf(chart: Chart, series: Series, frame: Frame, size: number): string {
  const xs = xsOf(chart, series)
  const square = `h${size}v${size}h${-size}z`
  return series.ys
    .map((y, i) => `M${round(xAt(xs[i] ?? 0, frame) - size / 2)} ${round(yAt(y, frame) - size / 2)}${square}`)
    .join("")
}

export function barsOf(chart: Chart, series: Series, frame: Frame): readonly Bar[] {
  const xs = xsOf(chart, series)
  const step = ROOM.width / Math.max(1, xs.length)
  return series.ys.map((value, i) => {
    const top = yAt(Math.max(0, value), frame)
    const name = chart.labels[i] ?? formatValue(xs[i] ?? 0)
    return {
      x: xAt(xs[i] ?? 0, frame) - (step * BAR) / 2,
      y: top,
      width: step * BAR,
      height: Math.max(0.5, yAt(Math.min(0, value), frame) - top),
      text: `${name}: ${formatValue(value)}`,
    }
  })
}

function xsOf(chart: Chart, series: Series): readonly number[] {
  if (chart.labels.length > 0) return chart.labels.map((_, k) => k)
  return series.xs ?? chart.xs
}

/** A circle of points looks like one: both axes have the same units, and some air around. */
function withEqualUnits(x: Extent, y: Extent): Frame {
  const unit = 1.06 * Math.max((x.high - x.low) / ROOM.width, (y.high - y.low) / ROOM.height) || 1
  const about = ({ low, high }: Extent, room: number) => {
    const middle = (low + high) / 2
    return { low: middle - (unit * room) / 2, high: middle + (unit * room) / 2 }
  }
  return { x: about(x, ROOM.width), y: about(y, ROOM.height) }
}

/** Bars stand about their numbers, so the axis reaches half a bar further. */
function withHalfBars({ low, high }: Extent, n: number): Extent {
  const half = n > 1 ? (high - low) / (n - 1) / 2 : 0.5
  return { low: low - half, high: high + half }
}

function extentOf(values: readonly number[]): Extent {
  return values.reduce(
    ({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }),
    { low: Infinity, high: -Infinity },
  )
}

function xAt(value: number, { x }: Pick<Frame, "x">): number {
  return CHART.left + share(value, x) * ROOM.width
}

function yAt(value: number, { y }: Pick<Frame, "y">): number {
  return CHART.top + (1 - share(value, y)) * ROOM.height
}

function share(value: number, { low, high }: Extent): number {
  return high > low ? (value - low) / (high - low) : 0.5
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
