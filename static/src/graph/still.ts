/**
 * The layer of the stage that rests: objects, lines and names.
 *
 * It is drawn larger than the stage, so that panning only moves the finished picture; while a large
 * graph is being zoomed the picture is stretched, and drawn anew once the camera rests.
 */
import type { Camera } from "./camera"
import { paintPicture, type StillView } from "./paint/picture"

/** How far the picture reaches beyond the stage, in CSS pixels. */
const MARGIN = 200
/** A picture that took longer than this, in milliseconds, is not drawn for every step of a zoom. */
const SLOW = 8
/** The camera rests when it has not moved for so long. */
const REST = 120

export class StillLayer {
  readonly canvas = document.createElement("canvas")
  private readonly ctx = this.canvas.getContext("2d") as CanvasRenderingContext2D
  private painted: Camera | null = null
  private seen: Camera | null = null
  private cost = 0
  private movedAt = 0

  /**
   * Bring the picture up to date; `fresh` asks for a new one. Returns true while it is stretched
   * and wants to be drawn again.
   */
  draw(view: StillView, fresh: boolean, now: number): boolean {
    const { camera } = view
    if (this.seen === null || !same(this.seen, camera)) this.movedAt = now
    this.seen = camera
    if (!fresh && this.painted !== null && same(this.painted, camera)) return false
    if (!fresh && this.painted !== null && this.canWait(this.painted, camera)) {
      this.place(this.painted, camera)
      return this.painted.zoom !== camera.zoom && this.redrawsAfterRest(view, now)
    }
    this.paint(view)
    return false
  }

  private canWait(painted: Camera, camera: Camera): boolean {
    const pannedOnly = painted.zoom === camera.zoom
    const within = Math.abs(painted.x - camera.x) < MARGIN && Math.abs(painted.y - camera.y) < MARGIN
    return pannedOnly ? within : this.cost > SLOW
  }

  private redrawsAfterRest(view: StillView, now: number): boolean {
    if (now - this.movedAt < REST) return true
    this.paint(view)
    return false
  }

  /** Move and stretch the picture that was painted for one camera to where another wants it. */
  private place(painted: Camera, camera: Camera): void {
    const scale = camera.zoom / painted.zoom
    const x = camera.x - (painted.x + MARGIN) * scale
    const y = camera.y - (painted.y + MARGIN) * scale
    this.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`
  }

  private paint(view: StillView): void {
    const start = performance.now()
    const { camera, size, ratio } = view
    fitCanvas(this.canvas, size.width + 2 * MARGIN, size.height + 2 * MARGIN, ratio)
    const { ctx } = this
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.clearRect(0, 0, this.canvas.width, this.canvas.height)
    const scale = camera.zoom * ratio
    ctx.setTransform(scale, 0, 0, scale, (camera.x + MARGIN) * ratio, (camera.y + MARGIN) * ratio)
    paintPicture({ ctx, palette: view.palette, zoom: camera.zoom, weight: view.weight }, view, MARGIN)
    this.painted = camera
    this.place(camera, camera)
    this.cost = performance.now() - start
  }
}

/** Give a canvas a size in CSS pixels at a device-pixel ratio. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width === wide && canvas.height === high) return
  canvas.width = wide
  canvas.height = high
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
}

function same(a: Camera, b: Camera): boolean {
  return a.zoom === b.zoom && a.x === b.x && a.y === b.y
}
