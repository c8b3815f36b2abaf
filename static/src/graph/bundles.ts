/** Which connections are drawn, and which of them as one. Pure. */
import type { GraphConnection, GraphObject } from "../protocol/generated"
import type { Item } from "./items"

/** What a line says by its end, its dashes and its colour. */
export type WireKind = "default" | "inhibitory" | "learning" | "error"

/** Connections that are drawn as one line. */
export interface Bundle {
  readonly kind: WireKind
  readonly from: Item
  readonly to: Item
  readonly connections: GraphConnection[]
  /** Which of the bundles between these two, in this direction. */
  rank: number
}

/** Those of one kind between the same pair, and each by itself otherwise. */
export function bundled(
  connections: readonly GraphConnection[],
  objects: ReadonlyMap<string, GraphObject>,
  items: ReadonlyMap<string, Item>,
): readonly Bundle[] {
  const bundles = new Map<string, Bundle>()
  for (const connection of connections) {
    const from = shownFor(connection.pre, objects, items)
    const to = shownFor(connection.post, objects, items)
    if (from === undefined || to === undefined) continue
    const inside = from === to && (from.object.id !== connection.pre || connection.pre !== connection.post)
    if (inside) continue
    const kind = kindOf(connection)
    const key = [from.object.id, to.object.id, kind, connection.to_neurons, connection.modulates].join(" ")
    const bundle = bundles.get(key)
    if (bundle === undefined) bundles.set(key, { kind, from, to, connections: [connection], rank: 0 })
    else bundle.connections.push(connection)
  }
  return [...bundles.values()]
}

/** The item that stands for an object: itself, or the closed network that hides it. */
function shownFor(
  id: string,
  objects: ReadonlyMap<string, GraphObject>,
  items: ReadonlyMap<string, Item>,
): Item | undefined {
  for (let at = objects.get(id); at !== undefined; at = objects.get(at.parent)) {
    const item = items.get(at.id)
    if (item !== undefined) return item
  }
  return undefined
}

function kindOf(connection: GraphConnection): WireKind {
  if (connection.modulates !== null) return "error"
  if (connection.learning_rules.length > 0) return "learning"
  return connection.effect === "inhibitory" ? "inhibitory" : "default"
}

/** How many bundles run between two objects, in either direction; numbers each of its direction. */
export function countPairs(bundles: readonly Bundle[]): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>()
  const directed = new Map<string, number>()
  for (const bundle of bundles) {
    const direction = `${bundle.from.object.id} ${bundle.to.object.id}`
    bundle.rank = directed.get(direction) ?? 0
    directed.set(direction, bundle.rank + 1)
    const pair = pairKey(bundle)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

export function pairKey({ from, to }: Bundle): string {
  return [from.object.id, to.object.id].sort().join(" ")
}
