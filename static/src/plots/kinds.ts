/** The kinds of plots there are. A new one is a file beside these, and a line here. */

import { GRID, IMAGE } from "./grid"
import { HEAT } from "./heat"
import { HISTOGRAM } from "./histogram"
import { HTML } from "./html"
import type { Kind, PlotKind } from "./kind"
import { POINTER } from "./pointer"
import { RASTER } from "./raster"
import { SIMILARITY } from "./similarity"
import { SLIDER } from "./slider"
import { VALUE } from "./value"
import { VOLTAGE } from "./voltage"
import { XY } from "./xy"

/** In the order in which menus offer them. */
export const KINDS: { readonly [kind in PlotKind]: Kind } = {
  value: VALUE,
  xy: XY,
  slider: SLIDER,
  raster: RASTER,
  heat: HEAT,
  grid: GRID,
  voltage: VOLTAGE,
  histogram: HISTOGRAM,
  image: IMAGE,
  similarity: SIMILARITY,
  pointer: POINTER,
  html: HTML,
}

export const PLOT_KINDS = Object.keys(KINDS) as readonly PlotKind[]
