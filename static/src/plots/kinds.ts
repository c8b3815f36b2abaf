/** The kinds of plots there are. A new one is a file beside these, and a line here. */

import type { Plot } from "../protocol/generated"
import { XY_COLOUR } from "./path"
import type { Facts, Mount } from "./plot"
import { RASTER_COLOUR, mountRaster } from "./raster"
import { mountSlider } from "./slider"
import { mountValue } from "./value"
import { mountXY } from "./xy"

export type PlotKind = Plot["kind"]

export interface Kind {
  readonly title: string
  readonly mount: Mount
  /** What the head of its card says at the right: "spikes · 50 of 400". */
  readonly caption: (facts: Facts) => string
  /** CSS colour of the dot in the head of its card: that of what is drawn in it. */
  readonly colour: string
  /** CSS pixels of a card that suits it, for something of so many dimensions. */
  readonly size: (dimensions: number) => { readonly width: number; readonly height: number }
}

export const KINDS: { readonly [kind in PlotKind]: Kind } = {
  value: {
    title: "Value",
    mount: mountValue,
    caption: captionOfValue,
    colour: "var(--s1)",
    size: () => ({ width: 260, height: 150 }),
  },
  raster: {
    title: "Spikes",
    mount: mountRaster,
    caption: captionOfRaster,
    colour: `var(--s${RASTER_COLOUR + 1})`,
    size: () => ({ width: 300, height: 170 }),
  },
  xy: {
    title: "XY",
    mount: mountXY,
    caption: captionOfXY,
    colour: `var(--s${XY_COLOUR + 1})`,
    size: () => ({ width: 200, height: 200 }),
  },
  slider: {
    title: "Slider",
    mount: mountSlider,
    caption: captionOfSlider,
    colour: "var(--node-stroke)",
    size: (dimensions) => ({ width: 240, height: 42 + 28 * Math.min(dimensions, 6) }),
  },
}

function captionOfValue({ plot, stream }: Facts): string {
  const what = plot.attr === undefined || plot.attr === "output" ? "value" : plot.attr
  return stream && stream.channels > 1 ? `${what} · ${stream.channels}` : what
}

function captionOfRaster({ stream, object }: Facts): string {
  if (!stream || !object) return "spikes"
  return `spikes · ${stream.channels} of ${object.n_neurons}`
}

function captionOfXY({ stream }: Facts): string {
  const [x, y] = stream?.labels ?? []
  return x === undefined || y === undefined ? "xy" : `xy · ${x}, ${y}`
}

function captionOfSlider({ held }: Facts): string {
  return held.some((value) => value !== null) ? "slider · held" : "slider"
}
