/**
 * What a hand does on the stage, with mouse, pen or fingers.
 *
 *     down on an object ──moves──▶ drag ──up──▶ one `move` command
 *     down on nothing   ──moves──▶ pan, or a rubber band with Shift
 *     down, then still for a while ──▶ menu          second finger ──▶ pinch
 */
import { movedBy } from "../store/choose"
import { boxBetween, distance, mix, type Point } from "./geometry"
import { drop, grasped, idOf, isForStage, isInside, labelAt, sameHit, selectIn, toggled } from "./grasp"
import type { Hit } from "./scene"
import type { Stage } from "./stage"

/** A press that stays within so many pixels is no drag. */
const SLACK = 4
/** Milliseconds of holding still that ask for the menu. */
const HOLD_MS = 500
/** How much a pixel of the wheel zooms, and a pixel of two fingers on a pad. */
const WHEEL = 0.0015
const PAD = 0.01
/** Pixels in a line, for wheels that count lines. */
const LINE = 30

type Gesture =
  | {
      readonly kind: "press"
      readonly hit: Hit | null
      readonly from: Point
      readonly timer: ReturnType<typeof setTimeout>
    }
  | { readonly kind: "drag"; readonly ids: readonly string[]; readonly from: Point }
  | { readonly kind: "pan"; readonly at: Point }
  | { readonly kind: "band"; readonly from: Point }
  | { readonly kind: "pinch"; readonly at: Point; readonly spread: number }

type Press = Gesture & { readonly kind: "press" }

export class Hand {
  private gesture: Gesture | null = null
  private readonly fingers = new Map<number, Point>()
  private readonly listening = new AbortController()

  /** Listen on the element that fills the stage. */
  constructor(
    private readonly stage: Stage,
    private readonly element: HTMLElement,
  ) {
    this.on("pointerdown", (event) => this.down(event))
    this.on("pointermove", (event) => this.move(event))
    this.on("pointerup", (event) => this.up(event))
    this.on("pointercancel", (event) => this.up(event))
    this.on("pointerleave", () => this.leave())
    this.on("dblclick", (event) => this.doubleClick(event))
    this.on("contextmenu", (event) => this.askForMenu(event))
    this.on("wheel", (event) => this.wheel(event))
    addEventListener("keydown", (event) => this.cancel(event), {
      capture: true,
      signal: this.listening.signal,
    })
  }

  letGo(): void {
    this.listening.abort()
  }

  private on<Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ): void {
    const forStage = (event: HTMLElementEventMap[Name]) => {
      if (isForStage(event)) listener(event)
    }
    this.element.addEventListener(name, forStage, { passive: false, signal: this.listening.signal })
  }

  private down(event: PointerEvent): void {
    this.fingers.set(event.pointerId, this.at(event))
    this.element.setPointerCapture(event.pointerId)
    this.stage.menu.value = null
    this.stage.pressed.value = true
    this.end()
    if (this.fingers.size === 2) this.gesture = { kind: "pinch", ...this.pinched() }
    else if (event.button === 1) this.gesture = { kind: "pan", at: this.at(event) }
    else if (event.button === 0) this.press(this.at(event))
  }

  private press(from: Point): void {
    const hit = this.stage.hitAt(from)
    const timer = setTimeout(() => {
      this.gesture = null
      this.openMenu(from, hit)
    }, HOLD_MS)
    this.gesture = { kind: "press", hit, from, timer }
  }

  private move(event: PointerEvent): void {
    const point = this.at(event)
    if (this.fingers.has(event.pointerId)) this.fingers.set(event.pointerId, point)
    if (this.gesture === null) this.hover(event, point)
    else if (this.gesture.kind === "press") this.begin(event, this.gesture, point)
    else this.follow(this.gesture, point)
  }

  private hover(event: PointerEvent, point: Point): void {
    if (event.pointerType === "touch" || event.buttons !== 0) return
    const { hovered } = this.stage
    const hit = this.stage.hitAt(point)
    if (!sameHit(hit, hovered.peek())) {
      hovered.value = hit
      this.stage.pressed.value = false
    }
    this.element.style.cursor = hit === null || isInside(hit) ? "" : "pointer"
  }

  /** The press has become something else. */
  private begin(event: PointerEvent, press: Press, point: Point): void {
    if (distance(point, press.from) < SLACK) return
    clearTimeout(press.timer)
    this.stage.hovered.value = null
    this.gesture = this.gestureFrom(press, event.shiftKey)
    this.element.style.cursor = this.gesture.kind === "band" ? "crosshair" : "grabbing"
    this.follow(this.gesture, point)
  }

  private gestureFrom({ hit, from }: Press, shift: boolean): Gesture {
    if (hit?.kind === "item" && !isInside(hit))
      return { kind: "drag", ids: grasped(this.stage, hit.item.object.id), from }
    return shift ? { kind: "band", from } : { kind: "pan", at: from }
  }

  private follow(gesture: Gesture, point: Point): void {
    const { stage } = this
    if (gesture.kind === "drag") this.drag(gesture.ids, gesture.from, point)
    else if (gesture.kind === "band") stage.marquee.value = boxBetween(gesture.from, point)
    else if (gesture.kind === "pinch") this.pinch(gesture)
    else if (gesture.kind === "pan") {
      stage.cameraman.pan(point.x - gesture.at.x, point.y - gesture.at.y)
      this.gesture = { kind: "pan", at: point }
    }
  }

  private drag(ids: readonly string[], from: Point, point: Point): void {
    const { zoom } = this.stage.camera.peek()
    const { places } = this.stage.store.state.peek()
    this.stage.ahead.value = movedBy(places, ids, (point.x - from.x) / zoom, (point.y - from.y) / zoom)
  }

  private pinch(before: { readonly at: Point; readonly spread: number }): void {
    const now = this.pinched()
    this.stage.cameraman.pan(now.at.x - before.at.x, now.at.y - before.at.y)
    this.stage.cameraman.zoomAt(now.at, now.spread / before.spread)
    this.gesture = { kind: "pinch", ...now }
  }

  private pinched(): { readonly at: Point; readonly spread: number } {
    const [a, b] = [...this.fingers.values()] as [Point, Point]
    return { at: mix(a, b, 0.5), spread: Math.max(1, distance(a, b)) }
  }

  private up(event: PointerEvent): void {
    this.fingers.delete(event.pointerId)
    const finished = this.gesture
    this.end()
    if (finished?.kind === "press") this.click(event, finished.hit)
    if (finished?.kind === "band") selectIn(this.stage, boxBetween(finished.from, this.at(event)))
  }

  private click(event: PointerEvent, hit: Hit | null): void {
    const id = idOf(hit)
    const { selection } = this.stage.store.state.peek().screen
    const adds = event.shiftKey || event.ctrlKey || event.metaKey
    if (id === null) this.stage.select()
    else this.stage.select(...(adds ? toggled(selection, id) : [id]))
  }

  /** Finish what was going on; what was dragged stays where it is. */
  private end(): void {
    if (this.gesture?.kind === "press") clearTimeout(this.gesture.timer)
    if (this.gesture?.kind === "drag") drop(this.stage)
    this.stage.marquee.value = null
    this.gesture = null
    this.element.style.cursor = ""
  }

  private cancel(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.gesture === null) return
    event.stopPropagation()
    this.stage.ahead.value = {}
    this.end()
  }

  private leave(): void {
    if (this.gesture === null) this.stage.hovered.value = null
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault()
    const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1
    const [dx, dy] = [event.deltaX * scale, event.deltaY * scale]
    // Two fingers on a pad move sideways too; a wheel does so only with Shift.
    const sideways = !event.ctrlKey && (event.shiftKey || Math.abs(dx) > Math.abs(dy))
    if (sideways) this.stage.cameraman.pan(-(dx || dy), 0)
    else this.stage.cameraman.zoomAt(this.at(event), Math.exp(-dy * (event.ctrlKey ? PAD : WHEEL)))
  }

  private doubleClick(event: MouseEvent): void {
    const hit = this.stage.hitAt(this.at(event))
    const named = labelAt(this.stage, this.at(event))
    const { watching } = this.stage.store.state.peek().screen
    if (named !== null && !watching) this.stage.store.show({ renaming: named })
    else if (hit?.kind === "item" && !isInside(hit)) this.stage.toggle(hit.item.object.id)
  }

  private askForMenu(event: MouseEvent): void {
    event.preventDefault()
    this.end()
    const at = this.at(event)
    this.openMenu(at, this.stage.hitAt(at))
  }

  private openMenu(at: Point, hit: Hit | null): void {
    const id = idOf(hit)
    if (id !== null && !this.stage.store.state.peek().screen.selection.includes(id)) this.stage.select(id)
    this.stage.menu.value = { at, hit }
  }

  private at(event: MouseEvent): Point {
    const { left, top } = this.element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
}
