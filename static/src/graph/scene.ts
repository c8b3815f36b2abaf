/** All that is drawn of a graph, and what lies under a point of it. Pure. */
import type { GraphConnection, GraphObject, Place } from "../protocol/generated"
import {
  type Box,
  boxOfCurve,
  centreOf,
  contains,
  distance,
  distanceToCurve,
  grown,
  mix,
  mixBoxes,
  type Point,
  union,
} from "./geometry"
import { itemsOf, withLabel, type Item } from "./items"
import { isRound, TITLE_HEIGHT } from "./shapes"
import { LOOP_RADIUS, wiresOf, type Wire } from "./wires"

export interface Scene {
  readonly items: ReadonlyMap<string, Item>
  readonly wires: readonly Wire[]
}

export const EMPTY: Scene = { items: new Map(), wires: [] }

/** What a scene is made of. */
export interface Source {
  readonly graph: {
    readonly objects: readonly GraphObject[]
    readonly connections: readonly GraphConnection[]
  }
  readonly objects: ReadonlyMap<string, GraphObject>
  readonly places: { readonly [id: string]: Place }
}

export function sceneOf({ graph, objects, places }: Source): Scene {
  const items = itemsOf(graph.objects, places)
  return { items, wires: wiresOf(graph.connections, objects, items) }
}

/** A scene on the way from one to another. New objects come out of the network that hid them. */
export function sceneBetween(from: Scene, to: Scene, share: number): Scene {
  const items = new Map<string, Item>()
  for (const [id, item] of to.items) {
    const start = from.items.get(id)?.box ?? hidingBox(item, from)
    items.set(id, start === null ? item : { ...item, box: mixBoxes(start, item.box, share) })
  }
  // Lines move with their ends; finding their way anew in each picture would make them jump.
  const before = new Map(from.wires.map((wire) => [wire.id, wire]))
  const wires = to.wires.map((wire) => wireBetween(before.get(wire.id), wire, share))
  return { items, wires }
}

function wireBetween(from: Wire | undefined, to: Wire, share: number): Wire {
  if (from === undefined) return to
  const curve = {
    from: mix(from.curve.from, to.curve.from, share),
    control: mix(from.curve.control, to.curve.control, share),
    to: mix(from.curve.to, to.curve.to, share),
  }
  const loop = to.loop && from.loop && { ...to.loop, centre: mix(from.loop.centre, to.loop.centre, share) }
  return { ...to, curve, loop: loop ?? to.loop }
}

function hidingBox(item: Item, scene: Scene): Box | null {
  const network = scene.items.get(item.object.parent)
  if (network === undefined || network.open) return null
  const { x, y } = centreOf(network.box)
  return { left: x, top: y, width: 0, height: 0 }
}

/** The box around everything, labels included; null when there is nothing. */
export function boundsOf(scene: Scene): Box | null {
  return union(
    [...scene.items.values()].map((item) => (item.open ? item.box : withLabel(item.box, item.object.label))),
  )
}

/** What a pointer meets. The `inside` of an open network lets the hand through, to pan. */
export type Hit =
  | { readonly kind: "item"; readonly item: Item; readonly part: "body" | "title" | "inside" }
  | { readonly kind: "wire"; readonly wire: Wire }

/** From the edge of an open network inwards, this many pixels at zoom 1 are its frame. */
const FRAME = 8

/** What lies under a point of the graph; `reach` is how near to a line counts as on it. */
export function hitTest(scene: Scene, point: Point, reach: number): Hit | null {
  const items = [...scene.items.values()].reverse()
  const body = items.find((item) => !item.open && covers(item, point))
  if (body !== undefined) return { kind: "item", item: body, part: "body" }
  const wire = scene.wires.find((each) => nearWire(each, point, reach))
  if (wire !== undefined) return { kind: "wire", wire }
  const network = items.find((item) => item.open && contains(item.box, point))
  return network === undefined ? null : { kind: "item", item: network, part: partOf(network.box, point) }
}

function covers(item: Item, point: Point): boolean {
  return isRound(item.object)
    ? distance(centreOf(item.box), point) <= item.box.width / 2
    : contains(item.box, point)
}

function nearWire({ curve, loop }: Wire, point: Point, reach: number): boolean {
  if (loop !== null) return Math.abs(distance(loop.centre, point) - LOOP_RADIUS) <= reach
  return contains(grown(boxOfCurve(curve), reach), point) && distanceToCurve(curve, point) <= reach
}

function partOf({ left, top, width, height }: Box, { x, y }: Point): "title" | "inside" {
  const onFrame =
    y < top + TITLE_HEIGHT || y > top + height - FRAME || x < left + FRAME || x > left + width - FRAME
  return onFrame ? "title" : "inside"
}

/** The item to go to from another with an arrow key: the nearest that lies mainly that way. */
export function neighbour(scene: Scene, from: Item, dx: number, dy: number): Item | null {
  const origin = centreOf(from.box)
  let nearest: Item | null = null
  let least = Infinity
  for (const item of scene.items.values()) {
    const { x, y } = centreOf(item.box)
    const along = (x - origin.x) * dx + (y - origin.y) * dy
    const across = Math.abs((x - origin.x) * dy) + Math.abs((y - origin.y) * dx)
    // Twice the way across, so that an object straight ahead wins over a nearer one aside.
    const cost = along + 2 * across
    if (contains(item.box, origin)) continue // the item itself, and the networks around it
    if (along > 1 && along >= across * 0.5 && cost < least) [nearest, least] = [item, cost]
  }
  return nearest
}
