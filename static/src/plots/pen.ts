/** Draws traced points into a strip of a plot over time. */

import type { Columns, Points } from "../series/decimate"
import type { Extent } from "../series/ring"
import { yOf } from "./axes"
import type { Strip } from "./timeplot"

/** CSS pixels of a gap between dashes, and of the first kind of dash; later ones are shorter. */
const GAP = 4
const LONGEST_DASH = 24

export class Pen {
  constructor(
    private readonly strip: Strip,
    private readonly range: Extent,
  ) {}

  /** Draw a line. `dash` 0 is solid, higher numbers have shorter dashes. */
  line(points: Points, colour: string, dash: number): void {
    const { columns, surface, theme } = this.strip
    const { context, ratio } = surface
    context.strokeStyle = colour
    context.lineWidth = theme.stroke * ratio
    context.lineJoin = "round"
    context.beginPath()
    let isDown = false
    for (let p = 0; p < points.n; p++) {
      const isGap = !Number.isFinite(points.xy[2 * p + 1]!) || inGap(points.xy[2 * p]!, columns, dash, ratio)
      if (!isGap) this.go(points, p, isDown)
      isDown = !isGap
    }
    context.stroke()
  }

  /** Fill what lies between two lines. */
  between(low: Points, high: Points, colour: string, opacity: number): void {
    const { context } = this.strip.surface
    context.beginPath()
    for (let p = 0; p < low.n; p++) this.go(low, p, true)
    for (let p = high.n - 1; p >= 0; p--) this.go(high, p, true)
    context.globalAlpha = opacity
    context.fillStyle = colour
    context.fill()
    context.globalAlpha = 1
  }

  private go(points: Points, p: number, isDown: boolean): void {
    const { box, surface } = this.strip
    const x = box.left + points.xy[2 * p]!
    const y = yOf(points.xy[2 * p + 1]!, this.range, box)
    if (isDown) surface.context.lineTo(x, y)
    else surface.context.moveTo(x, y)
  }
}

/** Whether a dashed line has its gap here. Gaps stand at fixed times, so that they scroll with it. */
function inGap(x: number, columns: Columns, dash: number, ratio: number): boolean {
  if (dash === 0) return false
  return (x + columns.origin) % (GAP * ratio + (LONGEST_DASH * ratio) / dash) < GAP * ratio
}
