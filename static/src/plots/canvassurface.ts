/** A surface that is seen: a canvas of the page, or one that becomes a picture file. */

import { Surface, type Box } from "./surface"

export class CanvasSurface extends Surface {
  readonly canvas = document.createElement("canvas")
  // Opaque: moving pixels about is then a plain copy, and numerals are as sharp as page text.
  readonly context = this.canvas.getContext("2d", { alpha: false })!

  /** Without a ratio of its own it has that of the screen, which may change. */
  constructor(
    body?: HTMLElement,
    private readonly ownRatio: number | null = null,
  ) {
    super()
    this.canvas.className = "plot-canvas"
    this.canvas.ariaHidden = "true"
    body?.append(this.canvas)
  }

  get width(): number {
    return this.canvas.width
  }

  get height(): number {
    return this.canvas.height
  }

  get ratio(): number {
    return this.ownRatio ?? devicePixelRatio
  }

  resize(width: number, height: number): void {
    this.canvas.width = width
    this.canvas.height = height
  }

  copy(other: Surface): void {
    if (other instanceof CanvasSurface) this.context.drawImage(other.canvas, 0, 0)
  }

  shiftLeft({ left, top, width, height }: Box, by: number): void {
    if (by <= 0 || by >= width) return
    this.context.drawImage(this.canvas, left + by, top, width - by, height, left, top, width - by, height)
  }

  remove(): void {
    this.canvas.remove()
  }
}
