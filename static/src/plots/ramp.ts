/** Numbers as colours: from faint to strong, with a second way below zero for what has a sign. */

import type { Extent } from "../series/ring"
import { seriesColour, type Theme } from "./theme"

const STEPS = 256
/** Position among the series colours of what is above and what is below zero. */
export const ABOVE = 0
export const BELOW = 1

export class Ramp {
  private readonly above: Uint32Array
  private readonly below: Uint32Array

  constructor(theme: Theme) {
    this.above = shades(theme, seriesColour(theme, ABOVE))
    this.below = shades(theme, seriesColour(theme, BELOW))
  }

  /** Colour of a value as pixels of a picture hold it. Ranges that reach below zero have two ways. */
  colour(value: number, range: Extent): number {
    if (Number.isNaN(value)) return 0
    if (range.low >= 0) return this.above[stepOf((value - range.low) / (range.high - range.low))]!
    const most = Math.max(-range.low, range.high)
    return value < 0 ? this.below[stepOf(-value / most)]! : this.above[stepOf(value / most)]!
  }
}

function stepOf(share: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.round(share * (STEPS - 1))))
}

/** From nearly the ground the plot stands on, over a colour, to nearly that of text. */
function shades(theme: Theme, colour: string): Uint32Array {
  const canvas = new OffscreenCanvas(STEPS, 1)
  const context = canvas.getContext("2d")!
  const gradient = context.createLinearGradient(0, 0, STEPS, 0)
  gradient.addColorStop(0, `color-mix(in srgb, ${theme.panel} 55%, ${theme.line})`)
  gradient.addColorStop(0.7, colour)
  gradient.addColorStop(1, `color-mix(in srgb, ${colour} 40%, ${theme.text})`)
  context.fillStyle = gradient
  context.fillRect(0, 0, STEPS, 1)
  // Read back, as a canvas alone knows what a colour of the style sheets is in numbers.
  return new Uint32Array(context.getImageData(0, 0, STEPS, 1).data.buffer)
}
