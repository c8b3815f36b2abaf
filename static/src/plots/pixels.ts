/** Small pictures, a number a pixel, drawn as large as there is room. */

import type { Box, Surface } from "./surface"

/** A picture in the making; `colours` holds its pixels row by row, as `Ramp` gives them. */
export class Pixels {
  readonly colours: Uint32Array
  private readonly image: ImageData
  private readonly canvas: OffscreenCanvas

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.image = new ImageData(columns, rows)
    this.colours = new Uint32Array(this.image.data.buffer)
    this.canvas = new OffscreenCanvas(columns, rows)
  }

  /** Draw it over the whole of a box: every pixel a sharp rectangle, or part of a mean of many. */
  draw({ context }: Surface, { left, top, width, height }: Box): void {
    this.canvas.getContext("2d")!.putImageData(this.image, 0, 0)
    context.imageSmoothingEnabled = this.columns > width || this.rows > height
    context.drawImage(this.canvas, left, top, width, height)
  }
}
