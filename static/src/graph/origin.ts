/** Between points of the graph and places, which count from the middle of a network. Pure. */
import type { Place } from "../protocol/generated"
import type { Point } from "./geometry"
import type { Scene } from "./scene"
import { contains } from "./geometry"

type Places = { readonly [id: string]: Place }

/** Where the middle of a network lies in the graph. */
export function originOf(places: Places, network: string): Point {
  const end = network.lastIndexOf(".")
  if (end < 0) return { x: 0, y: 0 } // the model itself
  const around = originOf(places, network.slice(0, end))
  const place = places[network]
  return { x: around.x + (place?.x ?? 0), y: around.y + (place?.y ?? 0) }
}

/** A point of the graph as a place in a network. */
export function placeIn(places: Places, network: string, { x, y }: Point): Point {
  const origin = originOf(places, network)
  return { x: Math.round(x - origin.x), y: Math.round(y - origin.y) }
}

/** The innermost open network under a point; `top` if there is none. */
export function networkAt(scene: Scene, point: Point, top: string): string {
  let found = top
  for (const { object, box, open } of scene.items.values()) {
    if (open && object.id.length > found.length && contains(box, point)) found = object.id
  }
  return found
}
