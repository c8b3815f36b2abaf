/** Draws the path of two dimensions: faint where it began, a dot where it is. */

import type { Extent, Ring } from "../series/ring"
import { yOf } from "./axes"
import type { Box, Surface } from "./surface"
import { seriesColour, type Theme } from "./theme"

/** Position among the series colours: unlike lines and spikes. */
export const XY_COLOUR = 5
/** The path fades in so many steps, each one stroke. */
const FADES = 20
const FAINTEST = 0.08
const HEAD_RADIUS = 3.5
/** Device pixels below which a step along the path is not worth a point. */
const LEAST_STEP = 0.7

/** What is on the axes. */
export interface View {
  readonly x: Extent
  readonly y: Extent
}

/** Samples `from ≤ i < to` of a ring's first two channels, at least one. */
export interface Path {
  readonly ring: Ring
  readonly from: number
  readonly to: number
  readonly view: View
  readonly box: Box
}

/** Draw a path, and a dot where it was at the instant that is pointed at in another plot. */
export function drawPath(surface: Surface, path: Path, theme: Theme, pointed: number | null): void {
  const { context } = surface
  const { left, top, width, height } = path.box
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  context.strokeStyle = seriesColour(theme, XY_COLOUR)
  context.lineWidth = theme.stroke * surface.ratio
  context.lineJoin = context.lineCap = "round"
  for (let fade = 0; fade < FADES; fade++) drawPart(context, path, fade)
  context.globalAlpha = 1
  drawDot(surface, path, path.to - 1, seriesColour(theme, XY_COLOUR), theme.panel)
  const i = pointed === null ? path.to : path.ring.indexAt(pointed)
  if (i >= path.from && i < path.to) drawDot(surface, path, i, theme.text, theme.panel)
  context.restore()
}

export function xOf(value: number, range: Extent, box: Box): number {
  return box.left + ((value - range.low) / (range.high - range.low)) * box.width
}

/** Stroke one of the equally faint parts of the path. */
function drawPart(context: CanvasRenderingContext2D, path: Path, fade: number): void {
  const { from, to } = path
  const first = from + Math.floor(((to - from) * fade) / FADES)
  const last = Math.min(to - 1, from + Math.floor(((to - from) * (fade + 1)) / FADES))
  let x = xAt(path, first)
  let y = yAt(path, first)
  context.globalAlpha = FAINTEST + (1 - FAINTEST) * ((fade + 1) / FADES) ** 1.5
  context.beginPath()
  context.moveTo(x, y)
  for (let i = first + 1; i <= last; i++) {
    const nextX = xAt(path, i)
    const nextY = yAt(path, i)
    if (i < last && Math.abs(nextX - x) + Math.abs(nextY - y) < LEAST_STEP) continue
    context.lineTo((x = nextX), (y = nextY))
  }
  context.stroke()
}

function drawDot(surface: Surface, path: Path, i: number, colour: string, rim: string): void {
  const { context, ratio } = surface
  context.beginPath()
  context.arc(xAt(path, i), yAt(path, i), HEAD_RADIUS * ratio, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
  context.lineWidth = surface.pixels(1.5)
  context.strokeStyle = rim
  context.stroke()
}

function xAt({ ring, view, box }: Path, i: number): number {
  return xOf(ring.value(0, i), view.x, box)
}

function yAt({ ring, view, box }: Path, i: number): number {
  return yOf(ring.value(1, i), view.y, box)
}
