/** Hands on a plot over time: pointer, wheel and keys. */

import { MARGIN } from "./axes"

/** What can be asked of a plot by hand. Places are CSS pixels from the corner of its body. */
export interface Handled {
  point(x: number | null): void
  zoomTime(factor: number): void
  zoomValue(factor: number, y: number): void
  fit(): void
  settle(): void
}

/** Turning the wheel by this many pixels shows e times as much. */
const WHEEL_PIXELS = 400
const KEY_FACTOR = 1.25
/** Share of the width an arrow key moves the crosshair. */
const KEY_SHARE = 1 / 50
/** A gesture rests when nothing happened for so long; only then the session hears of it. */
const REST_MS = 250

export class Gestures {
  private readonly ending = new AbortController()
  private rest: ReturnType<typeof setTimeout> | null = null
  /** Where the pointer is, while it is over the plot: time passes beneath it. */
  private x: number | null = null

  constructor(
    private readonly body: HTMLElement,
    private readonly plot: Handled,
  ) {
    body.tabIndex = 0
    this.on("pointermove", (event) => this.move(event))
    this.on("pointerleave", () => this.point(null))
    this.on("pointerdown", (event) => this.takeAxis(event))
    this.on("dblclick", () => this.change(() => this.plot.fit()))
    this.on("keydown", (event) => this.press(event))
    this.on("blur", () => this.point(null))
    this.on("wheel", (event) => this.turn(event), { passive: false })
  }

  /** Whether a change has been shown but not yet been told. */
  get isPending(): boolean {
    return this.rest !== null
  }

  /** Whether the pointer, or the arrow keys, are at this plot. */
  get isPointing(): boolean {
    return this.x !== null
  }

  /** The pointer rests, but time has moved on. */
  pointAgain(): void {
    if (this.x !== null) this.plot.point(this.x)
  }

  stop(): void {
    this.ending.abort()
    if (this.rest !== null) clearTimeout(this.rest)
    this.point(null)
  }

  private on<K extends keyof HTMLElementEventMap>(
    name: K,
    act: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void {
    this.body.addEventListener(name, act, { ...options, signal: this.ending.signal })
  }

  private point(x: number | null): void {
    if (x === null && this.x === null) return
    this.x = x
    this.plot.point(x)
  }

  private move(event: PointerEvent): void {
    this.point(this.placeOf(event).x)
  }

  private turn(event: WheelEvent): void {
    event.preventDefault()
    event.stopPropagation()
    const factor = Math.exp((event.deltaY || event.deltaX) / WHEEL_PIXELS)
    const { y } = this.placeOf(event)
    this.change(() => (event.altKey ? this.plot.zoomValue(factor, y) : this.plot.zoomTime(factor)))
  }

  /** Drag the value axis, at the left of the box: up shows less, larger. */
  private takeAxis(event: PointerEvent): void {
    const start = this.placeOf(event)
    if (event.button !== 0 || start.x > MARGIN.left) return
    event.preventDefault()
    event.stopPropagation()
    this.body.setPointerCapture(event.pointerId)
    let last = start.y
    const drag = (moved: PointerEvent) => {
      const { y } = this.placeOf(moved)
      this.change(() => this.plot.zoomValue(Math.exp((y - last) / 100), start.y))
      last = y
    }
    this.body.addEventListener("pointermove", drag, { signal: this.ending.signal })
    const drop = () => this.body.removeEventListener("pointermove", drag)
    this.body.addEventListener("lostpointercapture", drop, { once: true })
  }

  private press(event: KeyboardEvent): void {
    const act = this.actionOf(event)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  private actionOf(event: KeyboardEvent): (() => void) | undefined {
    const middle = this.body.clientHeight / 2
    const zoom = (factor: number) => () =>
      this.change(() => (event.altKey ? this.plot.zoomValue(factor, middle) : this.plot.zoomTime(factor)))
    switch (event.key) {
      case "+": return zoom(1 / KEY_FACTOR)
      case "-": return zoom(KEY_FACTOR)
      case "0": return () => this.change(() => this.plot.fit())
      case "ArrowLeft": return () => this.nudge(-1)
      case "ArrowRight": return () => this.nudge(1)
      case "Escape": return this.x === null ? undefined : () => this.point(null)
      default: return undefined
    }
  }

  private nudge(direction: number): void {
    const width = this.body.clientWidth
    const x = (this.x ?? width / 2) + direction * width * KEY_SHARE
    this.point(Math.min(width, Math.max(0, x)))
  }

  private change(act: () => void): void {
    if (this.rest !== null) clearTimeout(this.rest)
    this.rest = setTimeout(() => this.settle(), REST_MS)
    act()
  }

  private settle(): void {
    if (this.rest !== null) clearTimeout(this.rest)
    this.rest = null
    this.plot.settle()
  }

  private placeOf(event: MouseEvent): { x: number; y: number } {
    const corner = this.body.getBoundingClientRect()
    return { x: event.clientX - corner.left, y: event.clientY - corner.top }
  }
}
