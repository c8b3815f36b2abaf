/** Where lines really begin and end that stop at a closed network, and how bundles open. Pure. */
import type { GraphConnection } from "../protocol/generated"
import type { State } from "../store/state"
import { type Box, centreOf, type Curve, directionOn, grown, type Point } from "./geometry"
import { insideOf } from "./inside"
import type { Item } from "./items"
import { boundsOf, type Scene } from "./scene"
import { widthOf, type Wire } from "./wires"

/** Pixels between the lines of a bundle that is open. */
const SPREAD = 16
/** More lines than this stay together. */
const MOST = 12
/** From the edge of a closed network to the small picture in it. */
const MARGIN = 9
const LARGEST_SCALE = 0.5

/** How the small picture in a closed network lies: `at` says where a point of it is drawn. */
export interface Placing {
  readonly scale: number
  at(point: Point): Point
}

export function placingOf(box: Box, bounds: Box): Placing {
  const room = grown(box, -MARGIN)
  const scale = Math.min(room.width / bounds.width, room.height / bounds.height, LARGEST_SCALE)
  const [middle, centre] = [centreOf(box), centreOf(bounds)]
  return {
    scale,
    at: ({ x, y }) => ({ x: middle.x + (x - centre.x) * scale, y: middle.y + (y - centre.y) * scale }),
  }
}

/** The last part of a connection, which a closed network hides. */
export interface Ghost {
  readonly network: Item
  readonly inside: Scene
  readonly bounds: Box
  /** From the edge of the network, and to the object it is really about. */
  readonly from: Point
  readonly to: Point
}

/** The hidden parts of a line, at either end. */
export function ghostsOf(wire: Wire, state: State): readonly Ghost[] {
  return wire.connections.slice(0, MOST).flatMap(({ pre, post }) => [
    ...ghostAt(wire.from, pre, wire.curve.from, state),
    ...ghostAt(wire.to, post, wire.curve.to, state),
  ])
}

function ghostAt(network: Item, id: string, from: Point, state: State): readonly Ghost[] {
  if (network.open || network.object.id === id) return []
  const inside = insideOf(network.object, state)
  const bounds = boundsOf(inside)
  const target = inside.items.get(childOf(network.object.id, id, state))
  if (bounds === null || target === undefined) return []
  return [{ network, inside, bounds, from, to: placingOf(network.box, bounds).at(centreOf(target.box)) }]
}

/** What of a network holds an object: the object itself, or the network in it that does. */
function childOf(network: string, id: string, { objects }: State): string {
  let at = id
  for (let parent = objects.get(at)?.parent; parent !== undefined && parent !== network; ) {
    at = parent
    parent = objects.get(at)?.parent
  }
  return at
}

/** The lines of a bundle beside each other, one for each connection; none where there is only one. */
export function openedBundle(wire: Wire): readonly Wire[] {
  const { connections, curve, loop } = wire
  if (connections.length < 2 || connections.length > MOST || loop !== null) return []
  return connections.map((connection, k) => ({
    ...wire,
    id: connection.id,
    connections: [connection],
    width: widthOf(connection.dimensions),
    curve: bentAside(curve, SPREAD * (k - (connections.length - 1) / 2)),
  }))
}

/** The curve with its middle moved aside. */
function bentAside(curve: Curve, by: number): Curve {
  const { x, y } = directionOn(curve, 0.5)
  const { control } = curve
  return { ...curve, control: { x: control.x - 2 * by * y, y: control.y + 2 * by * x } }
}

/** The name of an end of a connection, after the networks that hide it. */
export function nameOfEnd({ objects }: State, shown: Item, id: GraphConnection["post"]): string {
  const names = [objects.get(id)?.label || id]
  for (let at = objects.get(id); at !== undefined && at.id !== shown.object.id; ) {
    at = objects.get(at.parent)
    if (at !== undefined) names.unshift(at.label || at.id)
  }
  return names.join(" › ")
}
