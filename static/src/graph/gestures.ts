/**
 * What a hand does on the stage, with mouse, pen or fingers.
 *
 *     down on an object ──moves──▶ dragging ──up──▶ one `move` command
 *     down on nothing   ──moves──▶ panning, or a rubber band with Shift
 *     down, then still for a while ──▶ menu          second finger ──▶ pinching
 */
import { boxBetween, overlap, type Point } from "./geometry"
import type { Hit } from "./scene"
import type { Stage } from "./stage"
import { boxToScreen } from "./camera"
import { movedBy } from "../store/choose"

/** A press that stays within so many pixels is no drag. */
const SLACK = 4
/** Milliseconds of holding still that ask for the menu. */
const HOLD_MS = 500
/** Zoom for one notch of a wheel, for each pixel it reports. */
const WHEEL = 0.0015
const PINCH = 0.01

type Gesture =
  | { readonly kind: "press"; readonly hit: Hit | null; readonly from: Point; readonly timer: number }
  | { readonly kind: "drag"; readonly ids: readonly string[]; readonly from: Point }
  | { readonly kind: "pan"; readonly at: Point }
  | { readonly kind: "band"; readonly from: Point }
  | { readonly kind: "pinch"; readonly at: Point; readonly spread: number }

/** Listen on the element that fills the stage. Returns how to stop. */
export function listenToHand(stage: Stage, element: HTMLElement): () => void {
  const fingers = new Map<number, Point>()
  let gesture: Gesture | null = null

  function down(event: PointerEvent): void {
    if (!isForStage(event)) return
    fingers.set(event.pointerId, at(event))
    element.setPointerCapture(event.pointerId)
    stage.menu.value = null
    end()
    if (fingers.size === 2) gesture = { kind: "pinch", ...spreadOf(fingers) }
    else if (event.button === 1) gesture = { kind: "pan", at: at(event) }
    else if (event.button === 0) press(event)
  }

  function press(event: PointerEvent): void {
    const from = at(event)
    const hit = stage.hitAt(from)
    const timer = setTimeout(() => {
      gesture = null
      stage.menu.value = { at: from, hit }
    }, HOLD_MS)
    gesture = { kind: "press", hit, from, timer }
  }

  function move(event: PointerEvent): void {
    const point = at(event)
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, point)
    if (gesture === null) hover(event, point)
    else if (gesture.kind === "press") begin(event, gesture, point)
    else follow(gesture, point)
  }

  function hover(event: PointerEvent, point: Point): void {
    if (event.pointerType === "touch" || event.buttons !== 0) return
    const hit = isForStage(event) ? stage.hitAt(point) : null
    if (!sameHit(hit, stage.hovered.peek())) stage.hovered.value = hit
    element.style.cursor = cursorFor(hit)
  }

  function begin(event: PointerEvent, press: Gesture & { kind: "press" }, point: Point): void {
    if (Math.hypot(point.x - press.from.x, point.y - press.from.y) < SLACK) return
    clearTimeout(press.timer)
    stage.hovered.value = null
    if (isMovable(press.hit)) gesture = { kind: "drag", ids: grasped(stage, press.hit.item.object.id), from: press.from }
    else if (event.shiftKey) gesture = { kind: "band", from: press.from }
    else gesture = { kind: "pan", at: press.from }
    element.style.cursor = gesture.kind === "band" ? "crosshair" : "grabbing"
    follow(gesture, point)
  }

  function follow(current: Gesture, point: Point): void {
    switch (current.kind) {
      case "drag": return drag(current, point)
      case "band": stage.marquee.value = boxBetween(current.from, point); return
      case "pan":
        stage.cameraman.pan(point.x - current.at.x, point.y - current.at.y)
        gesture = { kind: "pan", at: point }
        return
      case "pinch": return pinch(current)
      case "press": return
    }
  }

  function drag({ ids, from }: Gesture & { kind: "drag" }, point: Point): void {
    const { zoom } = stage.camera.peek()
    const { places } = stage.store.state.peek()
    stage.ahead.value = movedBy(places, ids, (point.x - from.x) / zoom, (point.y - from.y) / zoom)
  }

  function pinch(before: Gesture & { kind: "pinch" }): void {
    const now = spreadOf(fingers)
    stage.cameraman.pan(now.at.x - before.at.x, now.at.y - before.at.y)
    stage.cameraman.zoomAt(now.at, now.spread / before.spread)
    gesture = { kind: "pinch", ...now }
  }

  function up(event: PointerEvent): void {
    fingers.delete(event.pointerId)
    const finished = gesture
    end()
    if (finished?.kind === "press") click(event, finished.hit)
    if (finished?.kind === "band") selectIn(stage, boxBetween(finished.from, at(event)))
  }

  function click(event: PointerEvent, hit: Hit | null): void {
    const id = idOf(hit)
    const { selection } = stage.store.state.peek().screen
    if (id === null) return stage.select()
    if (event.shiftKey || event.ctrlKey || event.metaKey) stage.select(...toggled(selection, id))
    else stage.select(id)
  }

  /** Finish what was going on; what was dragged stays where it is. */
  function end(): void {
    if (gesture?.kind === "press") clearTimeout(gesture.timer)
    if (gesture?.kind === "drag") drop(stage)
    stage.marquee.value = null
    gesture = null
    element.style.cursor = ""
  }

  function cancel(event: KeyboardEvent): void {
    if (event.key !== "Escape" || gesture === null) return
    event.stopPropagation()
    stage.ahead.value = {}
    end()
  }

  function wheel(event: WheelEvent): void {
    if (!isForStage(event)) return
    event.preventDefault()
    const pixels = event.deltaMode === 1 ? 30 : 1
    // Two fingers on a pad move sideways too; a wheel does not.
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    if (sideways && !event.ctrlKey) stage.cameraman.pan(-event.deltaX * pixels || -event.deltaY * pixels, 0)
    else stage.cameraman.zoomAt(at(event), Math.exp(-event.deltaY * pixels * (event.ctrlKey ? PINCH : WHEEL)))
  }

  function doubleClick(event: MouseEvent): void {
    if (!isForStage(event)) return
    const hit = stage.hitAt(at(event))
    if (hit?.kind === "item" && hit.part !== "inside") stage.toggle(hit.item.object.id)
  }

  function menu(event: MouseEvent): void {
    if (!isForStage(event)) return
    event.preventDefault()
    end()
    const point = at(event)
    const hit = stage.hitAt(point)
    const id = idOf(hit)
    if (id !== null && !stage.store.state.peek().screen.selection.includes(id)) stage.select(id)
    stage.menu.value = { at: point, hit }
  }

  function at(event: MouseEvent): Point {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  const listeners = {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: up,
    pointerleave: () => { if (gesture === null) stage.hovered.value = null },
    dblclick: doubleClick,
    contextmenu: menu,
  }
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener as EventListener)
  element.addEventListener("wheel", wheel, { passive: false })
  addEventListener("keydown", cancel, true)
  return () => {
    for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener as EventListener)
    element.removeEventListener("wheel", wheel)
    removeEventListener("keydown", cancel, true)
  }
}

/** What lies on the stage (cards, buttons) takes its own events; it carries `data-own`. */
function isForStage(event: Event): boolean {
  return !(event.target instanceof Element && event.target.closest("[data-own]"))
}

function isMovable(hit: Hit | null): hit is Hit & { kind: "item" } {
  return hit?.kind === "item" && hit.part !== "inside"
}

function idOf(hit: Hit | null): string | null {
  return hit === null ? null : hit.kind === "item" ? hit.item.object.id : hit.wire.id
}

/** All that is selected moves along; grasping something else selects that first. */
function grasped(stage: Stage, id: string): readonly string[] {
  const { selection } = stage.store.state.peek().screen
  if (!selection.includes(id)) {
    stage.select(id)
    return [id]
  }
  // A network takes its children along; moving them as well would move them twice.
  return selection.filter((one) => !selection.some((other) => one.startsWith(`${other}.`)))
}

/** Say where things were put. Until the session answers, they stay there. */
function drop(stage: Stage): void {
  const places = stage.ahead.peek()
  if (Object.keys(places).length > 0) {
    stage.store.choose({ kind: "moved", places })
    stage.store.send({ kind: "move", places })
  }
  stage.ahead.value = {}
}

function selectIn(stage: Stage, band: ReturnType<typeof boxBetween>): void {
  const camera = stage.camera.peek()
  const items = [...stage.scene.peek().items.values()]
  stage.select(...items.filter((item) => !item.open && overlap(boxToScreen(camera, item.box), band)).map((item) => item.object.id))
}

function toggled(selection: readonly string[], id: string): readonly string[] {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id]
}

function sameHit(a: Hit | null, b: Hit | null): boolean {
  return idOf(a) === idOf(b) && (a?.kind !== "item" || b?.kind !== "item" || a.part === b.part)
}

function cursorFor(hit: Hit | null): string {
  return isMovable(hit) || hit?.kind === "wire" ? "pointer" : ""
}

function spreadOf(fingers: ReadonlyMap<number, Point>): { at: Point; spread: number } {
  const [a, b] = [...fingers.values()] as [Point, Point]
  return { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) }
}
