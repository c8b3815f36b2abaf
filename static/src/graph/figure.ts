/** The whole graph as a figure: in the light theme, with the cards of its plots where they lie. */
import { fitted } from "./camera"
import { cardBoxInGraph, sizeOfCard } from "./cardbox"
import { type Box, grown, union } from "./geometry"
import { readLightPalette } from "./paint/palette"
import { paintPicture } from "./paint/picture"
import { boundsOf } from "./scene"
import type { Stage } from "./stage"
import { SvgContext } from "./svgcontext"

/** Pixels around everything. */
const MARGIN = 24
/** From the edge of a card to its picture, so that its corners stay round. */
const INSET = 3

/** `svgOf` gives the picture of a plot; null for what is none. */
export function graphFigure(stage: Stage, svgOf: (plot: string) => string | null): string | null {
  const scene = stage.scene.peek()
  const state = stage.store.state.peek()
  const plots = state.plots.filter((plot) => plot.docked !== true)
  const natural = plots.map((plot) => ({ left: plot.x, top: plot.y, ...sizeOfCard(plot) }))
  const objects = boundsOf(scene)
  if (objects === null) return null
  const all = grown(union([objects, ...natural]) as Box, MARGIN)
  const camera = fitted(all, all.width, all.height, 0, 1)
  const palette = readLightPalette(document.documentElement)
  const ctx = new SvgContext()
  const size = { width: all.width, height: all.height }
  const quiet = { ...state, screen: { ...state.screen, selection: [], trace: null } }
  const view = { scene, camera, size, state: quiet, palette, weight: 1, ratio: 1, bright: null, hoveredItem: null, hoveredWire: null }
  paintPicture({ ctx, palette, zoom: camera.zoom, weight: 1 }, view, 0)
  const cards = plots.map((plot) => nested(svgOf(plot.id), cardBoxInGraph(plot, camera), palette.lineStrong))
  const ground = `<rect x="${all.left}" y="${all.top}" width="${all.width}" height="${all.height}" fill="${palette.canvas}"/>`
  const box = `${all.left} ${all.top} ${all.width} ${all.height}`
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${all.width}" height="${all.height}" viewBox="${box}">`
  return `${head}${ground}${ctx.elements.join("")}${cards.join("")}</svg>`
}

/** A picture in the place of its card. */
function nested(svg: string | null, { left, top, width, height }: Box, line: string): string {
  if (svg === null) return ""
  const place = (inset: number) =>
    `x="${left + inset}" y="${top + inset}" width="${width - 2 * inset}" height="${height - 2 * inset}"`
  const inner = svg.replace(/^<svg xmlns="[^"]*" width="[^"]*" height="[^"]*"/, `<svg ${place(INSET)}`)
  return `<rect ${place(0)} rx="8" fill="white" stroke="${line}"/>${inner}`
}
