/** What plots draw on, measured in device pixels, so that lines and ticks stay crisp. */

/** What plots use of a canvas. Whatever does this much can be drawn on. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  | "save" | "restore" | "beginPath" | "moveTo" | "lineTo" | "rect" | "arc" | "clip" | "fill" | "stroke"
  | "fillRect" | "fillText" | "fillStyle" | "strokeStyle" | "globalAlpha" | "lineWidth" | "lineJoin" | "lineCap"
  | "font" | "textAlign" | "textBaseline" | "imageSmoothingEnabled"
> & {
  /** Draw a picture over the whole of a rectangle. */
  drawImage(image: OffscreenCanvas, left: number, top: number, width: number, height: number): void
}

export abstract class Surface {
  abstract readonly context: Brush
  abstract readonly width: number
  abstract readonly height: number
  /** Device pixels in a CSS pixel. */
  abstract readonly ratio: number

  /** Whether there is anything to draw on: a plot may be hidden, or squeezed to nothing. */
  get isEmpty(): boolean {
    return this.width === 0 || this.height === 0
  }

  /** CSS pixels as a whole number of device pixels, at least one. */
  pixels(css: number): number {
    return Math.max(1, Math.round(css * this.ratio))
  }

  /** Fill everything. */
  clear(colour: string): void {
    this.context.fillStyle = colour
    this.context.fillRect(0, 0, this.width, this.height)
  }

  /** Take another size. The picture is lost. */
  abstract resize(width: number, height: number): void
  /** Show the picture of another surface of this size and make. */
  abstract copy(other: Surface): void
  /** Move the picture in a box to the left; what was at its right end stays until drawn over. */
  abstract shiftLeft(box: Box, by: number): void
  abstract remove(): void
}

/** Makes a surface in an element; without one, a picture to copy from, not seen itself. */
export type MakeSurface = (body?: HTMLElement) => Surface

/** A rectangle in device pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
