/**
 * The layer of the stage that rests: objects, lines and names.
 *
 * It is drawn larger than the stage, so that panning only moves the finished picture; while a large
 * graph is being zoomed the picture is stretched, and drawn anew once the camera rests.
 */
import { type Camera, visibleBox } from "./camera"
import { cardBoxInGraph } from "./cardbox"
import { centreOf, overlap, type Box, type Point, union } from "./geometry"
import type { Item } from "./items"
import { drawItem, drawRing, showsPreview } from "./paint/item"
import type { Brush } from "./paint/brush"
import { drawLabels } from "./paint/label"
import { drawPreview } from "./paint/preview"
import { drawLeader, drawWire } from "./paint/wire"
import type { Palette } from "./paint/palette"
import { boundsOf, type Scene } from "./scene"
import { insideOf } from "./inside"
import type { Wire } from "./wires"
import type { State } from "../store/state"
import type { Size } from "./cameraman"

/** How far the picture reaches beyond the stage, in CSS pixels. */
const MARGIN = 200
/** A picture that took longer than this, in milliseconds, is not drawn for every step of a zoom. */
const SLOW = 8
/** The camera rests when it has not moved for so long. */
const REST = 120

/** What the picture shows. */
export interface StillView {
  readonly scene: Scene
  readonly camera: Camera
  readonly size: Size
  readonly state: State
  readonly palette: Palette
  readonly weight: number
  readonly ratio: number
  /** Objects that stay bright while the rest is dimmed; null when nothing is dimmed. */
  readonly bright: ReadonlySet<string> | null
  readonly hoveredItem: string | null
  readonly hoveredWire: string | null
}

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
    paintScene({ ctx, palette: view.palette, zoom: camera.zoom, weight: view.weight }, view)
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

/** Everything that rests, back to front: networks, lines, objects, names. */
function paintScene(brush: Brush, view: StillView): void {
  const { scene, camera, size } = view
  const seen = visibleBox({ ...camera, x: camera.x + MARGIN, y: camera.y + MARGIN }, size.width + 2 * MARGIN, size.height + 2 * MARGIN)
  const items = [...scene.items.values()].filter((item) => overlap(roomFor(item), seen))
  const wires = scene.wires.filter((wire) => overlap(roomForWire(wire), seen))
  const dim = (ids: readonly string[]) => {
    brush.ctx.globalAlpha = view.bright === null || ids.every((id) => view.bright?.has(id)) ? 1 : 0.25
  }
  for (const item of items) if (item.open) { dim([item.object.id]); drawItem(brush, item) }
  brush.ctx.globalAlpha = 1
  drawLeaders(brush, view)
  for (const wire of wires) {
    dim([wire.from.object.id, wire.to.object.id])
    drawWire(brush, wire, isHighlighted(wire, view))
  }
  for (const item of items) {
    if (item.open) continue
    dim([item.object.id])
    drawItem(brush, item)
    if (showsPreview(camera.zoom, item)) drawInside(brush, item, view.state)
  }
  drawLabels(brush, items, (item) => dim([item.object.id]))
  brush.ctx.globalAlpha = 1
  drawRings(brush, view)
}

function drawInside(brush: Brush, item: Item, state: State): void {
  const inside = insideOf(item.object, state)
  const bounds = boundsOf(inside)
  if (bounds !== null) drawPreview(brush, item.box, inside, bounds)
}

function drawRings(brush: Brush, { scene, state, hoveredItem }: StillView): void {
  const { palette } = brush
  const hovered = scene.items.get(hoveredItem ?? "")
  if (hovered !== undefined) drawRing(brush, hovered, palette.lineStrong, 1.5)
  for (const id of state.screen.selection) {
    const item = scene.items.get(id)
    if (item !== undefined) drawRing(brush, item, palette.accent, 2)
  }
}

function isHighlighted(wire: Wire, { state, hoveredWire }: StillView): boolean {
  return wire.id === hoveredWire || wire.connections.some((each) => state.screen.selection.includes(each.id))
}

function drawLeaders(brush: Brush, { scene, state, camera }: StillView): void {
  for (const plot of state.plots) {
    const item = scene.items.get(plot.object)
    if (plot.docked === true || item === undefined) continue
    drawLeader(brush, leaderStart(item), nearestOn(cardBoxInGraph(plot, camera), centreOf(item.box)))
  }
}

function leaderStart({ box, open }: Item): Point {
  const { x, y } = centreOf(box)
  return open ? { x, y: box.top + box.height } : { x, y }
}

function nearestOn(box: Box, { x, y }: Point): Point {
  const within = (value: number, low: number, size: number) => Math.min(low + size, Math.max(low, value))
  return { x: within(x, box.left + 12, box.width - 24), y: within(y, box.top, box.height) }
}

/** The part of the graph an object may draw on: label, ring and halo go beyond its box. */
function roomFor({ box }: Item): Box {
  const reach = 40
  return { left: box.left - 2 * reach, top: box.top - reach, width: box.width + 4 * reach, height: box.height + 2 * reach }
}

function roomForWire({ curve, loop }: Wire): Box {
  const around = ({ x, y }: Point) => ({ left: x - 20, top: y - 20, width: 40, height: 40 })
  const points = loop === null ? [curve.from, curve.control, curve.to] : [loop.centre]
  return union(points.map(around)) as Box
}

function same(a: Camera, b: Camera): boolean {
  return a.zoom === b.zoom && a.x === b.x && a.y === b.y
}
