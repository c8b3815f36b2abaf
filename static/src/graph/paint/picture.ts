/** Draws everything that rests, back to front: networks, lines, objects, names. */
import type { State } from "../../store/state"
import { type Camera, visibleBox } from "../camera"
import type { Size } from "../cameraman"
import { cardBoxInGraph } from "../cardbox"
import { type Box, boxAround, boxOfCurve, centreOf, grown, overlap, type Point } from "../geometry"
import { ghostsOf, openedBundle } from "../ghost"
import { insideOf } from "../inside"
import type { Item } from "../items"
import { boundsOf, type Scene } from "../scene"
import type { Wire } from "../wires"
import { type Brush, FAR } from "./brush"
import { drawGhosts } from "./ghost"
import { drawItem, drawRing, showsPreview } from "./item"
import { drawLabels } from "./label"
import type { Palette } from "./palette"
import { drawPreview } from "./preview"
import { drawFarWires, drawLeader, drawWire } from "./wire"

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

/** `margin` is how far the picture reaches beyond the stage on all sides, in CSS pixels. */
export function paintPicture(brush: Brush, view: StillView, margin: number): void {
  const { scene, camera, size } = view
  const shifted = { ...camera, x: camera.x + margin, y: camera.y + margin }
  const seen = visibleBox(shifted, size.width + 2 * margin, size.height + 2 * margin)
  const items = [...scene.items.values()].filter((item) => overlap(roomFor(item), seen))
  const wires = scene.wires.filter((wire) => overlap(roomForWire(wire), seen))
  const dim = (ids: readonly string[]) => {
    brush.ctx.globalAlpha = view.bright === null || ids.every((id) => view.bright?.has(id)) ? 1 : 0.25
  }
  for (const item of items)
    if (item.open) {
      dim([item.object.id])
      drawItem(brush, item)
    }
  brush.ctx.globalAlpha = 1
  drawLeaders(brush, view)
  const isPlain = (wire: Wire) => brush.zoom < FAR && view.bright === null && !isTouched(wire, view)
  drawFarWires(brush, wires.filter(isPlain))
  for (const wire of wires) {
    if (isPlain(wire)) continue
    dim([wire.from.object.id, wire.to.object.id])
    drawLines(brush, wire, view)
  }
  for (const item of items) {
    if (item.open) continue
    dim([item.object.id])
    drawItem(brush, item)
    if (showsPreview(camera.zoom, item)) drawInside(brush, item, view.state)
  }
  brush.ctx.globalAlpha = 1
  for (const wire of wires) {
    if (isTouched(wire, view)) drawGhosts(brush, ghostsOf(takenPart(wire, view), view.state))
  }
  drawRings(brush, view)
  drawLabels(brush, items, (item) => dim([item.object.id]))
  brush.ctx.globalAlpha = 1
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

/** A bundle that is touched opens: each of its connections is a line. */
function drawLines(brush: Brush, wire: Wire, view: StillView): void {
  const { selection } = view.state.screen
  const isTaken = ({ connections }: Wire) => connections.some((each) => selection.includes(each.id))
  const opened = isTouched(wire, view) ? openedBundle(wire) : []
  for (const line of opened) drawWire(brush, line, isTaken(line) || (!isTaken(wire) && wire.id === view.hoveredWire))
  if (opened.length === 0) drawWire(brush, wire, isTouched(wire, view))
}

/** Those connections of a line that are selected, or else all of them. */
function takenPart(wire: Wire, { state }: StillView): Wire {
  const taken = wire.connections.filter((each) => state.screen.selection.includes(each.id))
  return taken.length === 0 ? wire : { ...wire, connections: taken }
}

/** Whether a line is pointed at or selected. */
function isTouched(wire: Wire, { state, hoveredWire }: StillView): boolean {
  return wire.id === hoveredWire || wire.connections.some((each) => state.screen.selection.includes(each.id))
}

function drawLeaders(brush: Brush, { scene, state, camera }: StillView): void {
  for (const plot of state.plots) {
    if (plot.docked === true) continue
    for (const { object } of [plot, ...(plot.also ?? [])]) {
      const item = scene.items.get(object)
      if (item === undefined) continue
      drawLeader(brush, leaderStart(item), nearestOn(cardBoxInGraph(plot, camera), centreOf(item.box)))
    }
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
  return {
    left: box.left - 2 * reach,
    top: box.top - reach,
    width: box.width + 4 * reach,
    height: box.height + 2 * reach,
  }
}

function roomForWire({ curve, loop }: Wire): Box {
  return loop === null ? grown(boxOfCurve(curve), 20) : boxAround(loop.centre, 40, 40)
}
