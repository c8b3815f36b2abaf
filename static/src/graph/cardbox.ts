/** Where the card of a plot lies on the stage. Pure. */
import type { Plot } from "../protocol/generated"
import { type Camera, toGraph, toScreen } from "./camera"
import type { Box } from "./geometry"

/** Defaults of the protocol, which leaves them out. */
const WIDTH = 260
const HEIGHT = 150
/** Between these zooms a card keeps its size; beyond them it shrinks and grows with the graph. */
const [SMALL, LARGE] = [0.5, 2]

export function sizeOfCard(plot: Plot): { readonly width: number; readonly height: number } {
  return { width: plot.width ?? WIDTH, height: plot.height ?? HEIGHT }
}

export function cardScale(zoom: number): number {
  return zoom < SMALL ? zoom / SMALL : zoom > LARGE ? zoom / LARGE : 1
}

/** In CSS pixels of the stage. */
export function cardBox(plot: Plot, camera: Camera): Box {
  const { x: left, y: top } = toScreen(camera, plot)
  const { width, height } = sizeOfCard(plot)
  const scale = cardScale(camera.zoom)
  return { left, top, width: width * scale, height: height * scale }
}

/** In units of the graph, which depends on the zoom. */
export function cardBoxInGraph(plot: Plot, camera: Camera): Box {
  const { left, top, width, height } = cardBox(plot, camera)
  const corner = toGraph(camera, { x: left, y: top })
  return { left: corner.x, top: corner.y, width: width / camera.zoom, height: height / camera.zoom }
}
