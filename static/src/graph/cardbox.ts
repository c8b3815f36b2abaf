/**
 * Where the card of a plot lies on the stage, and how large it is there. Pure.
 *
 * From zoom 1 to 2 a card keeps its size on the screen. Below, it shrinks with the graph, so that
 * cards laid out beside each other never cover each other, but its writing stays legible; far out
 * and far in the whole card is scaled.
 */
import type { Plot } from "../protocol/generated"
import { type Camera, toScreen } from "./camera"
import type { Box } from "./geometry"

export interface CardSize {
  readonly width: number
  readonly height: number
}

/** Defaults of the protocol, which leaves them out. */
const WIDTH = 260
const HEIGHT = 150
/** Below the first and beyond the second zoom the whole card is scaled. */
const [FAR, NEAR] = [0.5, 2]
/** No card is smaller than this, in pixels, before it is scaled as a whole. */
const SMALLEST: CardSize = { width: 116, height: 78 }

/** The size of a card at zoom 1. */
export function sizeOfCard(plot: Plot): CardSize {
  return { width: plot.width ?? WIDTH, height: plot.height ?? HEIGHT }
}

/** By how much the whole card is scaled, its writing included. */
export function cardScale({ kind }: Plot, zoom: number): number {
  // A slider is all controls: narrower ones could not be used, smaller ones can.
  const far = kind === "slider" ? 1 : FAR
  return zoom < far ? zoom / far : zoom > NEAR ? zoom / NEAR : 1
}

/** By how much its size follows the zoom while its writing does not. */
export function cardStretch({ kind }: Plot, zoom: number): number {
  return kind === "slider" ? 1 : Math.min(1, Math.max(FAR, zoom))
}

/** Its size before it is scaled as a whole, in whole pixels so that writing stays crisp. */
export function stretchedSize(plot: Plot, zoom: number): CardSize {
  const { width, height } = sizeOfCard(plot)
  const stretch = cardStretch(plot, zoom)
  return {
    width: Math.round(Math.max(width * stretch, Math.min(width, SMALLEST.width))),
    height: Math.round(Math.max(height * stretch, Math.min(height, SMALLEST.height))),
  }
}

/** In CSS pixels of the stage. */
export function cardBox(plot: Plot, camera: Camera): Box {
  const { x: left, y: top } = toScreen(camera, plot)
  const { width, height } = stretchedSize(plot, camera.zoom)
  const scale = cardScale(plot, camera.zoom)
  return { left, top, width: width * scale, height: height * scale }
}

/** In units of the graph, which depends on the zoom. */
export function cardBoxInGraph(plot: Plot, camera: Camera): Box {
  const { width, height } = cardBox(plot, camera)
  return { left: plot.x, top: plot.y, width: width / camera.zoom, height: height / camera.zoom }
}
