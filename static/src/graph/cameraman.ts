/** Moves the camera: by hand, by steps, or in flight to what should be seen. */
import { signal, type ReadonlySignal, type Signal } from "@preact/signals"
import { between, type Camera, fitted, HOME, panned, zoomedAt } from "./camera"
import { type Box, centreOf, type Point } from "./geometry"
import { tween, type Tween } from "./tween"

export interface Size {
  readonly width: number
  readonly height: number
}

const FLIGHT_MS = 240
const MARGIN = 56

export class Cameraman {
  readonly camera: Signal<Camera> = signal(HOME)
  /** True once the user chose what to see; nobody else moves the camera from then on. */
  touched = false

  /** True while the camera shows everything, as `show` or `jumpTo` was asked to. */
  isFitted = false

  private flight: Tween | null = null

  constructor(
    readonly size: ReadonlySignal<Size>,
    private readonly still: ReadonlySignal<boolean>,
  ) {}

  pan(dx: number, dy: number): void {
    this.byHand(panned(this.camera.peek(), dx, dy))
  }

  zoomAt(at: Point, factor: number): void {
    this.byHand(zoomedAt(this.camera.peek(), at, factor))
  }

  /** Zoom about the middle of the stage. */
  zoomBy(factor: number): void {
    this.touched = true
    this.isFitted = false
    this.fly(zoomedAt(this.camera.peek(), this.middle(), factor))
  }

  zoomTo(zoom: number): void {
    this.zoomBy(zoom / this.camera.peek().zoom)
  }

  /** Show a box, which may be that of everything; `largest` keeps small models from filling the stage with one circle. */
  show(box: Box, largest?: number, isEverything = true): void {
    this.isFitted = isEverything
    this.fly(this.showing(box, largest))
  }

  /** Show a box at once: where a flight would only be in the way. */
  jumpTo(box: Box): void {
    this.flight?.stop()
    this.isFitted = true
    this.camera.value = this.showing(box)
  }

  /** Put a point of the graph into the middle. */
  centre(point: Point): void {
    const { zoom } = this.camera.peek()
    const { x, y } = this.middle()
    this.byHand({ zoom, x: x - point.x * zoom, y: y - point.y * zoom })
  }

  /** Move as little as needed to have a box in view. */
  reveal(box: Box): void {
    const { zoom, x, y } = this.camera.peek()
    const { width, height } = this.size.peek()
    const dx = shift(box.left * zoom + x, box.width * zoom, width)
    const dy = shift(box.top * zoom + y, box.height * zoom, height)
    if (dx !== 0 || dy !== 0) this.fly({ zoom, x: x + dx, y: y + dy })
  }

  /** The camera that shows a box. */
  showing(box: Box, largest?: number): Camera {
    const { width, height } = this.size.peek()
    return fitted(box, width, height, MARGIN, largest)
  }

  private middle(): Point {
    const { width, height } = this.size.peek()
    return centreOf({ left: 0, top: 0, width, height })
  }

  private byHand(camera: Camera): void {
    this.flight?.stop()
    this.touched = true
    this.isFitted = false
    this.camera.value = camera
  }

  private fly(to: Camera): void {
    this.flight?.stop()
    const from = this.camera.peek()
    this.flight = tween(this.still.peek() ? 0 : FLIGHT_MS, (share) => {
      this.camera.value = between(from, to, share)
    })
  }
}

/** How far to move a stretch so that it lies within 0 … room, with some air. */
function shift(start: number, length: number, room: number): number {
  const air = 24
  if (start < air) return air - start
  if (start + length > room - air) return Math.max(air - start, room - air - start - length)
  return 0
}
