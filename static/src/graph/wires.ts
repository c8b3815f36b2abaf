/** Which lines are drawn for the connections, and along which curves. Pure. */
import type { GraphConnection, GraphObject } from "../protocol/generated"
import { bundled, type Bundle, countPairs, pairKey, type WireKind } from "./bundles"
import {
  centreOf,
  type Curve,
  curveBetween,
  edgeOfBox,
  edgeOfCircle,
  grown,
  type Point,
  pointOn,
} from "./geometry"
import type { Item } from "./items"
import { Obstacles } from "./obstacles"
import { isRound } from "./shapes"

/** A line from object to object, for one connection or a bundle of them. */
export interface Wire {
  readonly kind: WireKind
  readonly connections: readonly GraphConnection[]
  /** The first connection's. */
  readonly id: string
  readonly from: Item
  readonly to: Item
  readonly curve: Curve
  /** The circle of a recurrent connection, which has no curve worth the name. */
  readonly loop: Loop | null
  readonly toNeurons: boolean
  readonly width: number
}

/** A circle over the upper right of an object, from one angle clockwise to the other. */
export interface Loop {
  readonly centre: Point
  readonly start: number
  readonly end: number
}

export const LOOP_RADIUS = 15
/** Between the edge of an object and the end of a line. */
const GAP = 2
/** How far a curve leaves the straight line, as a share of its length. */
const BEND = 0.16
/** Ends this close to one line, in pixels, are joined by a straight one. */
const ALIGNED = 16
/** Ways around an object that stands between, tried in this order. */
const DETOURS = [-1, 1.8, -1.8, 3, -3]
/** Beyond this many objects nobody sees which line passes behind which. */
const MANY = 500

/**
 * The lines between the items that are drawn.
 *
 * A connection of something inside a closed network ends at the network; one wholly inside is not
 * drawn. Those of one kind between the same pair make a bundle.
 */
export function wiresOf(
  connections: readonly GraphConnection[],
  objects: ReadonlyMap<string, GraphObject>,
  items: ReadonlyMap<string, Item>,
): readonly Wire[] {
  const bundles = bundled(connections, objects, items)
  const lines = bundles.filter((bundle) => bundle.kind !== "error")
  const pairs = countPairs(lines)
  const obstacles = new Obstacles(items.size <= MANY ? items.values() : [])
  const wires = lines.map((bundle) => wireOf(bundle, pairs, obstacles))
  const byConnection = new Map(
    wires.flatMap((wire) => wire.connections.map((each) => [each.id, wire] as const)),
  )
  const errors = bundles
    .filter((bundle) => bundle.kind === "error")
    .map((bundle) => errorWire(bundle, byConnection, obstacles))
  return [...wires, ...errors]
}

/** Where the diamond of a learned connection sits. */
export function diamondOf(wire: Wire): Point {
  if (wire.loop === null) return pointOn(wire.curve, 0.5)
  return { x: wire.loop.centre.x, y: wire.loop.centre.y - LOOP_RADIUS }
}

export function widthOf(dimensions: number): number {
  return Math.min(3.5, 1.25 + 0.5 * Math.log2(Math.max(1, dimensions)))
}

function wireOf(bundle: Bundle, pairs: ReadonlyMap<string, number>, obstacles: Obstacles): Wire {
  const { kind, from, to, connections } = bundle
  const alone = pairs.get(pairKey(bundle)) === 1
  const line = from === to ? loopWire(from) : { curve: curveFor(bundle, alone, obstacles), loop: null }
  return {
    kind,
    connections,
    id: connections[0]?.id ?? "",
    from,
    to,
    ...line,
    toNeurons: connections.some((each) => each.to_neurons),
    width: widthOf(Math.max(...connections.map((each) => each.dimensions))),
  }
}

function curveFor(bundle: Bundle, alone: boolean, obstacles: Obstacles): Curve {
  const { from, to } = bundle
  // Several lines between a pair fan out; opposite ones bend to opposite sides by themselves.
  if (!alone) return trimmed(from, to, BEND * (1 + bundle.rank))
  const bend = naturalBend(bundle)
  const ways = [bend, ...DETOURS.map((detour) => detour * (bend || BEND))]
  const spared = (item: Item) => item === from || item === to || encloses(item, from, to)
  return leastHidden(
    ways.map((way) => trimmed(from, to, way)),
    obstacles,
    spared,
  )
}

/** Bent so that the line arrives flat; straight where both lie on one line, or for a short bar. */
function naturalBend({ kind, from, to }: Bundle): number {
  const a = centreOf(from.box)
  const b = centreOf(to.box)
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const straight = Math.abs(dx) < ALIGNED || Math.abs(dy) < ALIGNED || kind === "inhibitory"
  return straight ? 0 : BEND * Math.sign(dx * dy)
}

/** The first curve that runs behind nothing, or else behind least. */
function leastHidden(curves: readonly Curve[], obstacles: Obstacles, spared: (item: Item) => boolean): Curve {
  let best = curves[0] as Curve
  let fewest = Infinity
  for (const curve of curves) {
    const hidden = obstacles.behind(curve, spared)
    if (hidden < fewest) [best, fewest] = [curve, hidden]
    if (hidden === 0) break
  }
  return best
}

function encloses(network: Item, ...items: readonly Item[]): boolean {
  return network.open && items.some((item) => item.object.id.startsWith(`${network.object.id}.`))
}

/** The curve between two objects, from edge to edge. */
function trimmed(from: Item, to: Item, bend: number): Curve {
  const curve = curveBetween(centreOf(from.box), centreOf(to.box), bend)
  return {
    from: edgeOf(from, curve.control, GAP / 2),
    control: curve.control,
    to: edgeOf(to, curve.control, GAP),
  }
}

function edgeOf(item: Item, towards: Point, gap: number): Point {
  if (isRound(item.object) && !item.open) {
    return edgeOfCircle(centreOf(item.box), item.box.width / 2 + gap, towards)
  }
  return edgeOfBox(grown(item.box, gap), towards)
}

/** A circle that leaves the object at its top and comes back at its right. */
function loopWire({ box }: Item): Pick<Wire, "curve" | "loop"> {
  const radius = Math.min(34, box.width / 2, box.height / 2)
  const corner = { x: box.left + box.width - radius, y: box.top + radius }
  const direction = -Math.PI / 3
  const reach = radius + 9
  const centre = { x: corner.x + reach * Math.cos(direction), y: corner.y + reach * Math.sin(direction) }
  // Half the angle under which the object hides the circle, by the law of cosines.
  const cosine = (reach ** 2 + LOOP_RADIUS ** 2 - (radius + GAP) ** 2) / (2 * reach * LOOP_RADIUS)
  const hidden = Math.acos(Math.min(1, Math.max(-1, cosine)))
  const back = direction + Math.PI
  const loop = { centre, start: back + hidden, end: back - hidden + 2 * Math.PI }
  return { loop, curve: { from: onLoop(loop, loop.start), control: centre, to: onLoop(loop, loop.end) } }
}

export function onLoop({ centre }: Loop, angle: number): Point {
  return { x: centre.x + LOOP_RADIUS * Math.cos(angle), y: centre.y + LOOP_RADIUS * Math.sin(angle) }
}

/** The error of a learning rule runs to the diamond of the connection it teaches. */
function errorWire(bundle: Bundle, taught: ReadonlyMap<string, Wire>, obstacles: Obstacles): Wire {
  const wire = wireOf(bundle, new Map([[pairKey(bundle), 1]]), obstacles)
  const target = taught.get(bundle.connections[0]?.modulates ?? "")
  if (target === undefined) return wire
  const { from } = bundle
  const tip = diamondOf(target)
  const spared = (item: Item) => item === from || encloses(item, from, target.from, target.to)
  const curves = [0, ...DETOURS.map((detour) => detour * BEND)].map((bend) => {
    const { control } = curveBetween(centreOf(from.box), tip, bend)
    return { from: edgeOf(from, control, GAP / 2), control, to: tip }
  })
  return { ...wire, loop: null, curve: leastHidden(curves, obstacles, spared) }
}
