/** The scene a closed network would show: its children, themselves closed. Pure. */
import type { GraphObject } from "../protocol/generated"
import type { State } from "../store/state"
import { EMPTY, type Scene, sceneOf } from "./scene"

/** Beyond this many children a small picture shows nothing but dust. */
const MOST = 60

export function insideOf(network: GraphObject, { graph, objects, places }: State): Scene {
  const children = graph.objects.filter((object) => object.parent === network.id)
  if (children.length > MOST) return EMPTY
  const shown = [{ ...network, parent: "" }, ...children]
  const connections = graph.connections.filter((each) => each.parent === network.id)
  const closed = Object.fromEntries(
    children.flatMap(({ id }) => {
      const place = places[id]
      return place === undefined ? [] : [[id, { x: place.x, y: place.y }]]
    }),
  )
  // Lines of what lies deeper end at the children, as they do at closed networks.
  return sceneOf({ graph: { objects: shown, connections }, objects, places: closed })
}
