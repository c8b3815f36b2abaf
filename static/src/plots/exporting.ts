/** Plots as files: drawn anew, in the light theme, larger than on any screen. */

import type { PlotTime } from "../series/timeaxis"
import { CanvasSurface } from "./canvassurface"
import { KINDS } from "./kinds"
import type { Facts, Surroundings } from "./plot"
import type { Surface } from "./surface"
import { SvgSurface, quoted } from "./svgsurface"
import type { Theme } from "./theme"

/** Device pixels in a CSS pixel of a file. */
const RATIO = 4
/** CSS pixels between the plots of a figure, and of the line with their names. */
const GAP = 16
const TITLE = 22

/** A plot and the size it has on the screen, in CSS pixels. */
export interface Shown {
  readonly facts: Facts
  /** The time axis as this plot sees it: it may be frozen. */
  readonly time: PlotTime
  readonly width: number
  readonly height: number
}

/** Whether a plot is a picture; others are pages and controls. */
export function isPicture({ facts }: Shown): boolean {
  return KINDS[facts.plot.kind].formats.includes("svg")
}

/** One plot as SVG. */
export function svgOf(shown: Shown, around: Surroundings): string {
  return figureOf([shown], around, 1)
}

/** Plots in rows of so many, as SVG. */
export function figureOf(all: readonly Shown[], around: Surroundings, perRow: number): string {
  const rows = Array.from({ length: Math.ceil(all.length / perRow) }, (_, k) => all.slice(k * perRow, (k + 1) * perRow))
  const parts: string[] = []
  let [width, top] = [0, 0]
  for (const row of rows) {
    let left = 0
    for (const shown of row) {
      parts.push(partOf(shown, around, left, top))
      left += shown.width + GAP
    }
    width = Math.max(width, left - GAP)
    top += TITLE + Math.max(...row.map(({ height }) => height)) + GAP
  }
  const [w, h] = [Math.ceil(width), Math.ceil(top - GAP)]
  const ground = `<rect width="${w}" height="${h}" fill="${quoted(around.theme.panel)}"/>`
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">`
  return `${head}${ground}${parts.join("")}</svg>`
}

/** One plot as PNG. */
export async function pngOf(shown: Shown, around: Surroundings): Promise<Blob> {
  const surface = drawnOn((body) => new CanvasSurface(body, RATIO), shown, around)
  if (!(surface instanceof CanvasSurface)) throw new Error("Expected a canvas to be drawn on.")
  return new Promise((resolve, reject) => {
    surface.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))))
  })
}

function partOf(shown: Shown, around: Surroundings, left: number, top: number): string {
  const { facts, width, height } = shown
  const surface = drawnOn(() => new SvgSurface(RATIO), shown, around)
  const elements = surface instanceof SvgSurface ? surface.context.elements.join("") : ""
  const view = `viewBox="0 0 ${surface.width} ${surface.height}"`
  const name = quoted(`${facts.object?.label ?? facts.plot.object} · ${KINDS[facts.plot.kind].caption(facts)}`)
  const title = `<text x="${left + 4}" y="${top + 15}" style="${titleStyle(around.theme)}">${name}</text>`
  const place = `x="${left}" y="${top + TITLE}" width="${width}" height="${height}"`
  return `${title}<svg ${place} ${view}>${elements}</svg>`
}

function titleStyle({ text }: Theme): string {
  return `font:600 12px Inter,system-ui,sans-serif;fill:${quoted(text)}`
}

/** Draw a plot once on a surface of its own. */
function drawnOn(make: (body?: HTMLElement) => Surface, { facts, time, width, height }: Shown, around: Surroundings): Surface {
  const body = document.createElement("div")
  let seen: Surface | null = null
  const surface = (within?: HTMLElement) => {
    const made = make(within)
    if (within) seen = made
    return made
  }
  const view = KINDS[facts.plot.kind].mount(body, facts, { ...around, time, surface, wake: () => {} })
  view.resize(Math.round(width * RATIO), Math.round(height * RATIO))
  view.draw()
  view.destroy()
  if (!seen) throw new Error(`A ${facts.plot.kind} is no picture.`)
  return seen
}
