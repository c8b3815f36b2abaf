/** Where the objects of the graph lie: places, relative to their networks, become boxes. Pure. */
import type { GraphObject, Place } from "../protocol/generated"
import { boxAround, type Box, type Point, union } from "./geometry"
import { LABEL_HEIGHT, NETWORK_PADDING, sizeOf, TITLE_HEIGHT } from "./shapes"

/** An object as it is drawn. */
export interface Item {
  readonly object: GraphObject
  readonly box: Box
  /** True for a network that shows its children. */
  readonly open: boolean
  /** Networks around it, the model not counted. */
  readonly depth: number
  /** Its position in the `graph` event: where its byte of the activity is. */
  readonly index: number
  /** Which of the ensembles it is: where its bytes of the dots are; -1 for others. */
  readonly ensemble: number
}

type Places = { readonly [id: string]: Place }

/** Mean width of a letter of a label. */
const LETTER = 6.5
const EMPTY_NETWORK = { width: 120, height: 70 } as const

/**
 * The objects to be drawn: those that no closed network hides, parents before children.
 *
 * Objects without a place are left out; the session gives every object one before long.
 */
export function itemsOf(objects: readonly GraphObject[], places: Places): ReadonlyMap<string, Item> {
  const children = groupByParent(objects, places)
  const numbers = numbered(objects)
  const items = new Map<string, Item>()

  /** Put an object, and all inside it, at a point; returns the box it takes with its label. */
  function put(object: GraphObject, origin: Point, depth: number): Box {
    const open = isOpen(object, places)
    const inside = open
      ? (children.get(object.id) ?? []).map((child) =>
          put(child, shifted(origin, places[child.id]), depth + 1),
        )
      : []
    const box = open
      ? frameAround(inside, origin)
      : boxAround(origin, sizeOf(object).width, sizeOf(object).height)
    const index = numbers.index.get(object.id) ?? -1
    const ensemble = numbers.ensemble.get(object.id) ?? -1
    items.set(object.id, { object, box, open, depth, index, ensemble })
    return open ? box : withLabel(box, object.label)
  }

  for (const top of topLevel(objects)) {
    for (const child of children.get(top.id) ?? []) put(child, shifted({ x: 0, y: 0 }, places[child.id]), 0)
  }
  // Children had to be put first; they are drawn last, in the order of the `graph` event.
  return new Map([...items].sort(([, a], [, b]) => a.index - b.index))
}

/** The box of an object with the label below it. */
export function withLabel(box: Box, label: string): Box {
  const width = Math.max(box.width, label.length * LETTER)
  const left = box.left - (width - box.width) / 2
  return { left, top: box.top, width, height: box.height + (label === "" ? 0 : LABEL_HEIGHT) }
}

function isOpen(object: GraphObject, places: Places): boolean {
  return object.kind === "network" && places[object.id]?.open === true
}

function topLevel(objects: readonly GraphObject[]): readonly GraphObject[] {
  return objects.filter((object) => object.parent === "")
}

function groupByParent(objects: readonly GraphObject[], places: Places): Map<string, GraphObject[]> {
  const groups = new Map<string, GraphObject[]>()
  for (const object of objects) {
    if (places[object.id] === undefined) continue
    const group = groups.get(object.parent)
    if (group === undefined) groups.set(object.parent, [object])
    else group.push(object)
  }
  return groups
}

function numbered(objects: readonly GraphObject[]): {
  index: Map<string, number>
  ensemble: Map<string, number>
} {
  const ensembles = objects.filter((object) => object.kind === "ensemble")
  return {
    index: new Map(objects.map((object, i) => [object.id, i])),
    ensemble: new Map(ensembles.map((object, i) => [object.id, i])),
  }
}

function shifted(origin: Point, place: Place | undefined): Point {
  return { x: origin.x + (place?.x ?? 0), y: origin.y + (place?.y ?? 0) }
}

function frameAround(children: readonly Box[], origin: Point): Box {
  const inner = union(children) ?? boxAround(origin, EMPTY_NETWORK.width, EMPTY_NETWORK.height)
  return {
    left: inner.left - NETWORK_PADDING,
    top: inner.top - NETWORK_PADDING - TITLE_HEIGHT,
    width: inner.width + 2 * NETWORK_PADDING,
    height: inner.height + 2 * NETWORK_PADDING + TITLE_HEIGHT,
  }
}
