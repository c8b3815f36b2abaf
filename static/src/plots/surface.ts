/** The canvas of a plot, measured in device pixels, so that lines and ticks stay crisp. */
export class Surface {
  readonly context: CanvasRenderingContext2D
  private readonly canvas = document.createElement("canvas")

  /** Without a body it is a picture to copy from, not seen itself. */
  constructor(body?: HTMLElement) {
    this.canvas.className = "plot-canvas"
    this.canvas.ariaHidden = "true"
    // Opaque: moving pixels about is then a plain copy, and numerals are as sharp as page text.
    this.context = this.canvas.getContext("2d", { alpha: false })!
    body?.append(this.canvas)
  }

  get width(): number {
    return this.canvas.width
  }

  get height(): number {
    return this.canvas.height
  }

  /** Whether there is anything to draw on: a plot may be hidden, or squeezed to nothing. */
  get isEmpty(): boolean {
    return this.width === 0 || this.height === 0
  }

  /** Device pixels in a CSS pixel. */
  get ratio(): number {
    return devicePixelRatio
  }

  /** CSS pixels as a whole number of device pixels, at least one. */
  pixels(css: number): number {
    return Math.max(1, Math.round(css * this.ratio))
  }

  /** Take another size. The picture is lost. */
  resize(width: number, height: number): void {
    this.canvas.width = width
    this.canvas.height = height
  }

  /** Fill everything. */
  clear(colour: string): void {
    this.context.fillStyle = colour
    this.context.fillRect(0, 0, this.width, this.height)
  }

  /** Show the picture of another surface of this size. */
  copy({ canvas }: Surface): void {
    this.context.drawImage(canvas, 0, 0)
  }

  remove(): void {
    this.canvas.remove()
  }
}

/** A rectangle in device pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Move the picture in a box to the left; what was at its right end stays until drawn over. */
export function shiftLeft(surface: Surface, box: Box, by: number): void {
  const { left, top, width, height } = box
  const { context } = surface
  if (by <= 0 || by >= width) return
  context.drawImage(
    context.canvas, left + by, top, width - by, height, left, top, width - by, height,
  )
}
