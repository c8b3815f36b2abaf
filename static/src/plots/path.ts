/** Draws the path of two dimensions: faint where it began, full where it is. */

import type { Extent, Ring } from "../series/ring"
import { yOf } from "./axes"
import type { Box, Surface } from "./surface"
import { seriesColour, type Theme } from "./theme"

/** Position among the series colours: unlike lines and spikes. */
export const XY_COLOUR = 5
/** The path fades in so many steps, each one stroke. */
export const FADES = 40
const FAINTEST = 0.08
const HEAD_RADIUS = 3.5
/** CSS pixels below which a step along the path is not worth a point. */
const LEAST_STEP = 2

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

/** Draw all of a path, fading towards its beginning. */
export function drawFading(surface: Surface, path: Path, theme: Theme): void {
  const { from, to } = path
  const startOf = (fade: number) => from + Math.floor(((to - from) * fade) / FADES)
  within(surface, path.box, theme, () => {
    for (let fade = 0; fade < FADES; fade++) {
      surface.context.globalAlpha = FAINTEST + (1 - FAINTEST) * ((fade + 1) / FADES) ** 1.5
      // Each part begins where the one before ended; one without a step has nothing to draw.
      stroke(surface, path, startOf(fade), Math.min(to - 1, startOf(fade + 1)))
    }
  })
}

/** Draw the end of a path that is drawn already, from sample `first` on. */
export function drawEnd(surface: Surface, path: Path, theme: Theme, first: number): void {
  within(surface, path.box, theme, () => stroke(surface, path, first, path.to - 1))
}

/** Draw a dot where the path was at a sample. */
export function drawDot(surface: Surface, path: Path, i: number, colour: string, rim: string): void {
  const { context, ratio } = surface
  context.beginPath()
  context.arc(xAt(path, i), yAt(path, i), HEAD_RADIUS * ratio, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
  context.lineWidth = surface.pixels(1.5)
  context.strokeStyle = rim
  context.stroke()
}

export function xOf(value: number, range: Extent, box: Box): number {
  return box.left + ((value - range.low) / (range.high - range.low)) * box.width
}

/** Draw with the pen of a path, and not beyond the box. */
function within(surface: Surface, { left, top, width, height }: Box, theme: Theme, draw: () => void): void {
  const { context } = surface
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  context.strokeStyle = seriesColour(theme, XY_COLOUR)
  context.lineWidth = theme.stroke * surface.ratio
  context.lineJoin = context.lineCap = "round"
  draw()
  context.restore()
}

/** Stroke the path from one sample to another, passing over those that lie close together. */
function stroke({ context, ratio }: Surface, path: Path, first: number, last: number): void {
  let x = xAt(path, first)
  let y = yAt(path, first)
  context.beginPath()
  context.moveTo(x, y)
  for (let i = first + 1; i <= last; i++) {
    const nextX = xAt(path, i)
    const nextY = yAt(path, i)
    if (i < last && Math.abs(nextX - x) + Math.abs(nextY - y) < LEAST_STEP * ratio) continue
    context.lineTo((x = nextX), (y = nextY))
  }
  context.stroke()
}

function xAt({ ring, view, box }: Path, i: number): number {
  return xOf(ring.value(0, i), view.x, box)
}

function yAt({ ring, view, box }: Path, i: number): number {
  return yOf(ring.value(1, i), view.y, box)
}
