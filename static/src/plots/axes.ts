/** Frame, grid and numerals around a plot. */

import { columnOf, timeOf, type Columns } from "../series/decimate"
import type { Extent } from "../series/ring"
import { formatTime, niceStep } from "./ranges"
import type { Box, Surface } from "./surface"
import type { Theme } from "./theme"

/** CSS pixels around the box. The same in every plot, so that time axes line up. */
export const MARGIN = { left: 40, right: 10, top: 6, bottom: 20 } as const
const NUMERAL_SIZE = 11
const GAP = 5
/** CSS pixels between grid lines, at least. */
const TICK_DISTANCE = 30
const TIME_TICK_DISTANCE = 56

/** A number beside an axis, and how far up it stands: 0 at the bottom of the box, 1 at the top. */
export interface Tick {
  readonly at: number
  readonly text: string
}

/** The part of a surface inside the numerals. */
export function boxOf(surface: Surface): Box {
  const left = surface.pixels(MARGIN.left)
  const top = surface.pixels(MARGIN.top)
  return {
    left,
    top,
    width: Math.max(1, surface.width - left - surface.pixels(MARGIN.right)),
    height: Math.max(1, surface.height - top - surface.pixels(MARGIN.bottom)),
  }
}

/** How much of the height of a box one numeral takes. */
export function heightOfTick(surface: Surface, box: Box): number {
  return surface.pixels(NUMERAL_SIZE + 2) / box.height
}

/** How many grid lines suit the height of a box. */
export function tickCount(surface: Surface, box: Box): number {
  return Math.max(1, Math.floor(box.height / surface.pixels(TICK_DISTANCE)))
}

/** Device pixels from the top of the surface to a value. */
export function yOf(value: number, range: Extent, box: Box): number {
  return box.top + ((range.high - value) / (range.high - range.low)) * box.height
}

export function drawFrame(surface: Surface, box: Box, theme: Theme): void {
  const line = surface.pixels(1)
  surface.context.fillStyle = theme.line
  const { left, top, width, height } = box
  surface.context.fillRect(left - line, top - line, width + 2 * line, height + 2 * line)
  surface.context.fillStyle = theme.panel
  surface.context.fillRect(left, top, width, height)
}

/** Numerals at the left of the box. */
export function drawTicks(surface: Surface, box: Box, theme: Theme, ticks: readonly Tick[]): void {
  const { context } = surface
  const half = surface.pixels(NUMERAL_SIZE) / 2
  setNumerals(surface, theme, "right")
  for (const tick of ticks) {
    const y = box.top + (1 - tick.at) * box.height
    const inside = Math.min(Math.max(y, box.top + half), box.top + box.height - half)
    context.fillText(tick.text, box.left - surface.pixels(GAP), inside)
  }
}

/** First and last second of the axis, written under its ends. */
export function timeLabels(columns: Columns, width: number, window: number): [string, string] {
  const end = timeOf(width, columns)
  return [formatTime(end - window, window), `${formatTime(end, window)} s`]
}

/** Write a text under each end of the box. */
export function drawEnds(surface: Surface, box: Box, theme: Theme, ends: readonly string[]): void {
  const top = box.top + box.height + surface.pixels(1)
  const y = top + (surface.height - top) / 2
  surface.context.fillStyle = theme.panel
  surface.context.fillRect(0, top, surface.width, surface.height - top)
  setNumerals(surface, theme, "left")
  surface.context.fillText(ends[0] ?? "", box.left, y)
  surface.context.textAlign = "right"
  surface.context.fillText(ends[1] ?? "", box.left + box.width, y)
}

/** Lines across the box from a column on: at each tick, and at round seconds. */
export function drawGrid(
  surface: Surface, box: Box, theme: Theme, ticks: readonly Tick[], columns: Columns, from: number,
): void {
  const { context } = surface
  const thin = surface.pixels(1)
  context.fillStyle = theme.line
  for (const { at } of ticks) {
    if (at <= 0 || at >= 1) continue
    context.fillRect(box.left, Math.round(box.top + (1 - at) * box.height - thin / 2), box.width, thin)
  }
  const step = niceStep(surface.pixels(TIME_TICK_DISTANCE) / columns.perSecond)
  const last = Math.floor(timeOf(box.width, columns) / step)
  for (let k = Math.ceil(timeOf(from - thin, columns) / step); k <= last; k++) {
    const x = Math.floor(columnOf(k * step, columns))
    context.fillRect(box.left + x, box.top, thin, box.height)
  }
}

function setNumerals(surface: Surface, theme: Theme, align: CanvasTextAlign): void {
  const { context } = surface
  context.font = `${surface.pixels(NUMERAL_SIZE)}px ${theme.numerals}`
  context.fillStyle = theme.muted
  context.textAlign = align
  context.textBaseline = "middle"
}
